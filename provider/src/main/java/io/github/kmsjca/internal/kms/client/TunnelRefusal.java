package io.github.kmsjca.internal.kms.client;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A proxy's answer instead of a way through it. Apache's client gives it as an answer like any
 * other, the JDK's as an exception with a text.
 */
public final class TunnelRefusal {
  /** The one status by which an answer is known as a proxy's. */
  private static final int PASSWORD_WANTED = 407;

  private static final Pattern OF_JDK =
      Pattern.compile("Unable to tunnel through proxy.*HTTP/[\\d.]+ (\\d{3}).*", Pattern.DOTALL);

  private TunnelRefusal() {}

  /** The HTTP status of one that the JDK's client tells of; zero if this is something else. */
  public static int status(Throwable e) {
    for (Throwable cause : Causes.of(e)) {
      Matcher text = OF_JDK.matcher(String.valueOf(cause.getMessage()));
      if (cause instanceof IOException && text.matches()) {
        return Integer.parseInt(text.group(1));
      }
    }
    return 0;
  }

  /** What there is to say of it; empty if this is something else. */
  public static String detail(Throwable e) {
    boolean isOfTunnel = status(e) > 0;
    int status = e instanceof AwsServiceException service ? service.statusCode() : status(e);
    String text = isOfTunnel ? "HTTP " + status : "";
    if (status != PASSWORD_WANTED) {
      return text;
    }
    return text
        + ": the proxy asks for a user and password"
        + (isOfTunnel
            ? ", which the JDK's HTTP client sends it for https only with"
                + " -Djdk.http.auth.tunneling.disabledSchemes= (in keytool with -J before it)"
            : "");
  }
}
