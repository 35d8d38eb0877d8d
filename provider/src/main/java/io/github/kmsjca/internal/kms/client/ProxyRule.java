package io.github.kmsjca.internal.kms.client;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy a request goes through, if any: that of the setting, else that of Java's system
 * properties, else that of the environment's variables, as curl and the AWS CLI read them. Each of
 * the latter two has a list of hosts that are called without. This machine, and what an instance
 * asks about itself, are never called through one. Immutable, and does no I/O.
 */
final class ProxyRule {
  private static final List<String> PROPERTIES =
      List.of(
          "https.proxyHost",
          "https.proxyPort",
          "https.proxyUser",
          "https.proxyPassword",
          "http.proxyHost",
          "http.proxyPort",
          "http.proxyUser",
          "http.proxyPassword",
          "http.nonProxyHosts");

  /** The first one counts; curl looks for small letters first. */
  private static final List<String> HTTPS_VARIABLES =
      List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");

  private static final List<String> HTTP_VARIABLES =
      List.of("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY");
  private static final List<String> EXEMPT_VARIABLES = List.of("no_proxy", "NO_PROXY");

  /** Where a web server sets this one, HTTP_PROXY is a header of somebody's request. */
  private static final String CGI = "REQUEST_METHOD";

  private final Configuration.@Nullable Value setting;
  private final Map<String, String> properties;
  private final Map<String, String> environment;

  /**
   * A request's way.
   *
   * @param proxy empty if there is none
   * @param source who says so
   */
  record Way(Optional<ProxyServer> proxy, String source) {
    private static Way direct(String source) {
      return new Way(Optional.empty(), source);
    }

    /** Proxy and source, for people. */
    SourcedValue told() {
      return new SourcedValue(proxy.map(ProxyServer::toString).orElse("none"), source);
    }
  }

  /**
   * A rule.
   *
   * @param setting {@code null} if it is not set
   * @param properties by name
   * @param environment by name
   */
  ProxyRule(
      Configuration.@Nullable Value setting,
      Map<String, String> properties,
      Map<String, String> environment) {
    this.setting = setting;
    this.properties = known(PROPERTIES, properties::get);
    this.environment = new HashMap<>();
    for (List<String> names :
        List.of(HTTPS_VARIABLES, HTTP_VARIABLES, EXEMPT_VARIABLES, List.of(CGI))) {
      this.environment.putAll(known(names, environment::get));
    }
    if (this.environment.containsKey(CGI)) {
      this.environment.remove("HTTP_PROXY");
    }
  }

  /** That of this JVM, as it is now. */
  static ProxyRule ofThisJvm(Configuration configuration) {
    return new ProxyRule(
        configuration.value(Setting.PROXY).orElse(null),
        known(PROPERTIES, System::getProperty),
        System.getenv());
  }

  /** What is empty is as if it was not there. */
  private static Map<String, String> known(
      List<String> names, Function<String, @Nullable String> source) {
    Map<String, String> values = new HashMap<>();
    for (String name : names) {
      String value = source.apply(name);
      if (value != null && !value.isBlank()) {
        values.put(name, value);
      }
    }
    return values;
  }

  /**
   * The way to an endpoint.
   *
   * @throws ProxyMistake if what is configured for it cannot be read
   */
  Way to(URI endpoint) {
    String scheme = String.valueOf(endpoint.getScheme());
    int standard = scheme.equalsIgnoreCase("http") ? 80 : 443;
    return to(
        scheme,
        Objects.requireNonNullElse(endpoint.getHost(), ""),
        endpoint.getPort() < 0 ? standard : endpoint.getPort());
  }

  /**
   * The way to a host.
   *
   * @throws ProxyMistake if what is configured for it cannot be read
   */
  Way to(String scheme, String host, int port) {
    if (HostAddress.isLoopback(host)) {
      return Way.direct("this machine is never called through one");
    }
    if (HostAddress.isOfInstance(host)) {
      return Way.direct("instance and container metadata are never asked through one");
    }
    String ofScheme = scheme.toLowerCase(Locale.ROOT);
    return bySetting()
        .or(() -> byProperties(ofScheme, host))
        .or(() -> byEnvironment(ofScheme, host, port))
        .orElseGet(() -> Way.direct("no setting, system property or variable names one"));
  }

  /** The proxy on that way as messages say it; empty without one, or if it cannot be read. */
  String inWords(URI endpoint) {
    try {
      Way way = to(endpoint);
      return way.proxy.map(proxy -> "by the proxy " + proxy + " (" + way.source + ")").orElse("");
    } catch (ProxyMistake e) {
      return "";
    }
  }

  private Optional<Way> bySetting() {
    if (setting == null) {
      return Optional.empty();
    }
    String text = setting.text();
    return Optional.of(
        text.equals("none")
            ? Way.direct("setting proxy, " + setting.source())
            : new Way(
                Optional.of(ProxyServer.parse(text, "the setting proxy")),
                "setting proxy, " + setting.source()));
  }

  private Optional<Way> byProperties(String scheme, String host) {
    String proxy = properties.get(scheme + ".proxyHost");
    if (proxy == null) {
      return Optional.empty();
    }
    if (ExemptHosts.ofProperty(properties.getOrDefault("http.nonProxyHosts", ""), host)) {
      return Optional.of(Way.direct("system property http.nonProxyHosts"));
    }
    ProxyServer server =
        ProxyServer.ofProperties(
            proxy,
            properties.getOrDefault(scheme + ".proxyPort", ""),
            properties.get(scheme + ".proxyUser"),
            properties.get(scheme + ".proxyPassword"),
            scheme);
    return Optional.of(new Way(Optional.of(server), "system property " + scheme + ".proxyHost"));
  }

  private Optional<Way> byEnvironment(String scheme, String host, int port) {
    String variable = first(scheme.equals("http") ? HTTP_VARIABLES : HTTPS_VARIABLES);
    if (variable == null) {
      return Optional.empty();
    }
    String exempt = first(EXEMPT_VARIABLES);
    if (exempt != null
        && ExemptHosts.ofEnvironment(environment.getOrDefault(exempt, ""), host, port)) {
      return Optional.of(Way.direct("environment variable " + exempt));
    }
    String source = "environment variable " + variable;
    return Optional.of(
        new Way(
            Optional.of(ProxyServer.parse(environment.getOrDefault(variable, ""), "the " + source)),
            source));
  }

  private @Nullable String first(List<String> names) {
    return names.stream().filter(environment::containsKey).findFirst().orElse(null);
  }
}
