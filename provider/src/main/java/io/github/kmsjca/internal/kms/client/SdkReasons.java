package io.github.kmsjca.internal.kms.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** What the AWS SDK says of what it could not find, in words that say what to do. */
final class SdkReasons {
  /** What a link of the SDK's chain says where nothing is configured for it. */
  private static final Pattern NOT_CONFIGURED =
      Pattern.compile(
          "Unable to load credentials from system settings"
              + "|environment variable AWS_WEB_IDENTITY_TOKEN_FILE"
              + "|no credentials for profile 'default'"
              + "|Cannot fetch credentials from container"
              + "|IMDS credentials have been disabled"
              + "|Failed to load credentials from IMDS");

  private static final Pattern MISSING_MODULE =
      Pattern.compile("the '(\\w+)' service module must be on the class path");

  /** Of a credential process; what such a process writes may be a secret. */
  private static final Pattern OF_PROCESS =
      Pattern.compile(
          "non-zero exit value \\(\\S+\\)|did not return a JSON object"
              + "|(AccessKeyId|SecretAccessKey) cannot be empty|Unsupported credential version");

  /** Whose messages name files and addresses, and never what came from there. */
  private static final Pattern PLAIN_SPEAKER =
      Pattern.compile("(java\\.(io|net|nio)|javax\\.net|sun\\.nio)\\..*");

  private static final int MOST_CAUSES = 20;

  private SdkReasons() {}

  /** One for each place that was looked into, if the SDK says so. */
  static List<String> of(Throwable e) {
    String text = message(e);
    // A chain's message is one line: "... : [Link(): reason, Link(): reason]".
    int start = text.indexOf(": [");
    if (start < 0 || !text.endsWith("]")) {
      return List.of(withCause(plain(text), e));
    }
    List<String> reasons = new ArrayList<>();
    for (String reason :
        text.substring(start + 3, text.length() - 1).split(", (?=[\\w.]+Provider[(@])", -1)) {
      String link = reason.replaceFirst("(?s)[(@].*", "");
      String why = reason.replaceFirst("(?s)^.*?(\\)|@\\w+): ", "");
      reasons.add(link.substring(link.lastIndexOf('.') + 1) + ": " + plain(why));
    }
    return reasons;
  }

  /** What an exception says, and what lies beneath it as far as that is no secret. */
  static String withCause(String text, Throwable e) {
    String cause = cause(e);
    return cause.isEmpty() || text.contains(cause)
        ? text
        : text.replaceFirst("\\.$", "") + " (" + cause + ")";
  }

  private static String cause(Throwable e) {
    Throwable last = e;
    for (int i = 0; i < MOST_CAUSES && last.getCause() != null; i++) {
      last = last.getCause();
      Matcher process = OF_PROCESS.matcher(String.valueOf(last.getMessage()));
      if (process.find()) {
        return process.group();
      }
      if (last instanceof SdkServiceException answer && answer.statusCode() > 0) {
        return "HTTP " + answer.statusCode();
      }
    }
    if (last == e) {
      return "";
    }
    Class<?> type = last.getClass();
    return PLAIN_SPEAKER.matcher(type.getName()).matches() && last.getMessage() != null
        ? type.getSimpleName() + ": " + last.getMessage()
        : type.getSimpleName();
  }

  /** For a missing module the SDK at times says to sign on again, and the truth in the cause. */
  private static String message(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String text = String.valueOf(cause.getMessage());
      if (MISSING_MODULE.matcher(text).find()) {
        return text;
      }
    }
    return String.valueOf(e.getMessage());
  }

  /** All of them; what is so on every machine where nothing is configured stands last. */
  static String inOneLine(Throwable e) {
    List<String> reasons = new ArrayList<>(of(e));
    reasons.sort(Comparator.comparing(reason -> NOT_CONFIGURED.matcher(reason).find()));
    return String.join("; ", reasons);
  }

  /** Without the profile file's table of contents, and with the module to add. */
  private static String plain(String reason) {
    Matcher module = MISSING_MODULE.matcher(reason.replaceFirst("(?s): ProfileFile\\(.*", ""));
    return module.replaceFirst(
        found ->
            "add "
                + artifact(found.group(1))
                + (found.group(1).equals("sso") ? " and " + artifact("ssooidc") : "")
                + " to the class path, or use the -all.jar");
  }

  private static String artifact(String module) {
    return "software.amazon.awssdk:" + module;
  }
}
