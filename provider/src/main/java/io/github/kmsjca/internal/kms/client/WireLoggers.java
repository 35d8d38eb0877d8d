package io.github.kmsjca.internal.kms.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loggers below us that write what is sent and received: data keys, plaintexts, private data
 * keys, shared secrets, session tokens. Their names are those of the libraries' classes. In the
 * -all.jar, where the libraries have other names, what logs for them logs nothing. Thread-safe.
 */
final class WireLoggers {
  private static final List<String> OF_OUR_CLIENT =
      List.of(
          "org.apache.hc.client5.http.wire",
          "org.apache.hc.client5.http.headers",
          // The canonical request, which has the session token.
          "software.amazon.awssdk.http.auth.aws.internal.signer.DefaultV4RequestSigner");

  /** Of Apache's former client, which is not ours. */
  private static final List<String> OF_APACHE_4 =
      List.of("org.apache.http.wire", "org.apache.http.headers");

  private static final String APACHE_4 = "software.amazon.awssdk.http.apache.ApacheHttpClient";

  /** The JDK's HTTP client, headers only. It logs by the platform. */
  private static final String OF_THE_JDK = "sun.net.www.protocol.http.HttpURLConnection";

  private final List<Logger> loggers = new ArrayList<>();
  private final List<System.Logger> platformLoggers = new ArrayList<>();

  private WireLoggers() {
    OF_OUR_CLIENT.forEach(name -> loggers.add(LoggerFactory.getLogger(name)));
  }

  /**
   * Those of the client that {@link HttpClients} makes, and of what the SDK may make for tokens.
   */
  static WireLoggers ofOurClient() {
    WireLoggers wire = new WireLoggers();
    if (HttpClients.isOfTheJdk()) {
      wire.platformLoggers.add(System.getLogger(OF_THE_JDK));
    }
    if (isPresent(APACHE_4)) {
      wire.addApache4();
    }
    return wire;
  }

  private static boolean isPresent(String name) {
    try {
      Class.forName(name, false, WireLoggers.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Those of any client: which one an application's own has, it does not tell. */
  static WireLoggers ofAnyClient() {
    WireLoggers wire = new WireLoggers();
    wire.platformLoggers.add(System.getLogger(OF_THE_JDK));
    wire.addApache4();
    return wire;
  }

  /** Commons Logging, by which it logs, goes to either. */
  private void addApache4() {
    for (String name : OF_APACHE_4) {
      loggers.add(LoggerFactory.getLogger(name));
      platformLoggers.add(System.getLogger(name));
    }
  }

  /** Those that would write now: levels change while a program runs. */
  Optional<LoudLoggers> enabled() {
    Set<String> names = null;
    for (Logger logger : loggers) {
      if (logger.isDebugEnabled()) {
        names = with(names, logger.getName());
      }
    }
    for (System.Logger logger : platformLoggers) {
      if (logger.isLoggable(System.Logger.Level.DEBUG)) {
        names = with(names, logger.getName());
      }
    }
    return names == null ? Optional.empty() : Optional.of(new LoudLoggers(List.copyOf(names)));
  }

  /** Nearly always there is none, and nothing is made. */
  private static Set<String> with(@Nullable Set<String> names, String name) {
    Set<String> more = names == null ? new LinkedHashSet<>() : names;
    more.add(name);
    return more;
  }
}
