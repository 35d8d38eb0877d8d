package io.github.kmsjca.documents;

import io.github.kmsjca.testkit.Command;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line of AWS, which a developer's machine may lack. */
final class AwsCommand {
  private static final Pattern VERSION = Pattern.compile("aws-cli/(\\d+)\\.(\\d+)\\..*");

  private AwsCommand() {}

  static boolean isThere() {
    return version().isPresent();
  }

  /**
   * For a shell: what an old one needs, such as Debian 12's, to hear of the environment's endpoint.
   */
  static String prelude() {
    return version().filter(text -> !readsEndpoint(text)).isPresent()
        ? "aws() { command aws --endpoint-url \"$AWS_ENDPOINT_URL_KMS\" \"$@\"; }\n"
        : "";
  }

  private static Optional<String> version() {
    try {
      Command.Result result = Command.run(List.of("aws", "--version"));
      String text = result.output().strip();
      return VERSION.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean readsEndpoint(String text) {
    Matcher version = VERSION.matcher(text);
    if (!version.matches()) {
      throw new IllegalArgumentException("not a version of aws: " + text);
    }
    int minor = Integer.parseInt(version.group(2));
    return version.group(1).equals("1") ? minor >= 29 : minor >= 13;
  }
}
