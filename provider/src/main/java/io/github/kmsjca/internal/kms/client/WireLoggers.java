package io.github.kmsjca.internal.kms.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The loggers below us that write what is sent and received: data keys, plaintexts, private data
 * keys, shared secrets, session tokens. Their names are those of the libraries' classes. In the
 * -all.jar, where the libraries have other names, what logs for them logs nothing. Thread-safe.
 */
final class WireLoggers {
  /** Apache's client, and a class that logs for it. */
  private static final String APACHE_5 = "software.amazon.awssdk.http.apache5.Apache5HttpClient";

  private static final String OF_APACHE_5 =
      "org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory";
  private static final List<String> NAMES_OF_APACHE_5 =
      List.of("org.apache.hc.client5.http.wire", "org.apache.hc.client5.http.headers");

  /** The canonical request, which has the session token. */
  private static final String SIGNER =
      "software.amazon.awssdk.http.auth.aws.internal.signer.DefaultV4RequestSigner";

  private static final String OF_SIGNER = "software.amazon.awssdk.utils.Logger";

  /** Apache's former client, which is not ours. */
  private static final String APACHE_4 = "software.amazon.awssdk.http.apache.ApacheHttpClient";

  private static final String OF_APACHE_4 = "org.apache.http.client.HttpClient";
  private static final List<String> NAMES_OF_APACHE_4 =
      List.of("org.apache.http.wire", "org.apache.http.headers");

  /** The JDK's HTTP client, headers only. It logs by the platform. */
  private static final String OF_THE_JDK = "sun.net.www.protocol.http.HttpURLConnection";

  private final List<ForeignLoggers.OfName> loggers = new ArrayList<>();

  private WireLoggers(ForeignLoggers libraries) {
    NAMES_OF_APACHE_5.forEach(name -> loggers.addAll(libraries.ofSlf4j(OF_APACHE_5, name)));
    loggers.addAll(libraries.ofSlf4j(OF_SIGNER, SIGNER));
  }

  /**
   * Those of the client that {@link HttpClients} makes, and of what the SDK may make for tokens.
   *
   * @param metadata whether the SDK may ask a container or the instance, by the JDK's client
   */
  static WireLoggers ofOurClient(BooleanSupplier metadata) {
    ForeignLoggers libraries = new ForeignLoggers(loadersOfSdk());
    WireLoggers wire = new WireLoggers(libraries);
    wire.addPlatform(OF_THE_JDK, () -> HttpClients.isOfTheJdk() || metadata.getAsBoolean());
    if (libraries.isPresent(APACHE_4)) {
      wire.addApache4(libraries);
    }
    return wire;
  }

  /**
   * Those of any client: which one an application's own has, it does not tell, nor where that is.
   *
   * @param application a class loader of the application
   */
  static WireLoggers ofAnyClient(@Nullable ClassLoader application) {
    List<@Nullable ClassLoader> starts = loadersOfSdk();
    starts.add(application);
    starts.add(Thread.currentThread().getContextClassLoader());
    ForeignLoggers libraries = new ForeignLoggers(starts);
    WireLoggers wire = new WireLoggers(libraries);
    wire.addPlatform(OF_THE_JDK, () -> true);
    wire.addApache4(libraries);
    return wire;
  }

  /** The client and what it is made of may be in a class loader that ours only leads to. */
  private static List<@Nullable ClassLoader> loadersOfSdk() {
    List<@Nullable ClassLoader> loaders = new ArrayList<>();
    for (String name : List.of(APACHE_5, APACHE_4)) {
      try {
        loaders.add(
            Class.forName(name, false, WireLoggers.class.getClassLoader()).getClassLoader());
      } catch (ClassNotFoundException | LinkageError e) {
        // It is not used, then, or not found by us.
      }
    }
    return loaders;
  }

  /** Where it cannot be asked what it logs to, it may be either. */
  private void addApache4(ForeignLoggers libraries) {
    for (String name : NAMES_OF_APACHE_4) {
      List<ForeignLoggers.OfName> own = libraries.ofCommonsLogging(OF_APACHE_4, name);
      loggers.addAll(own.isEmpty() ? libraries.ofSlf4j(OF_APACHE_4, name) : own);
      if (own.isEmpty()) {
        addPlatform(name, () -> true);
      }
    }
  }

  private void addPlatform(String name, BooleanSupplier used) {
    System.Logger logger = System.getLogger(name);
    loggers.add(
        new ForeignLoggers.OfName(
            name, () -> logger.isLoggable(System.Logger.Level.DEBUG) && used.getAsBoolean()));
  }

  /** Those that would write now: levels change while a program runs. */
  Optional<LoudLoggers> enabled() {
    Set<String> names = null;
    for (ForeignLoggers.OfName logger : loggers) {
      if (logger.enabled().getAsBoolean()) {
        names = with(names, logger.name());
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
