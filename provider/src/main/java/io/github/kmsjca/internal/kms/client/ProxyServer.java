package io.github.kmsjca.internal.kms.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy.
 *
 * @param scheme http, or https if the proxy itself is spoken to by TLS
 * @param host an IPv6 address has its brackets
 * @param user {@code null} if it asks for none
 * @param password {@code null} if it asks for none
 */
record ProxyServer(
    String scheme, String host, int port, @Nullable String user, @Nullable String password) {
  private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443);
  private static final int MAX_PORT = 65_535;

  /** What stands before the last at sign is user and password, whatever is in it. */
  private static final Pattern URL =
      Pattern.compile(
          "(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://|(?!.*://))(?:(?<user>[^/?#]*)@)?"
              + "(?<host>[^\\s/?#@:\\[\\]]+|\\[[0-9A-Fa-f:.%]+])(?::(?<port>\\d*))?(?:[/?#].*)?");

  private static final Pattern HOST = Pattern.compile("[^\\s/?#@:\\[\\]]+|\\[?[0-9A-Fa-f:.%]+]?");

  /**
   * Reads a URL as curl and the AWS CLI do: without a scheme it is http, and user and password have
   * percent signs for what a URL may not have.
   *
   * @param source what the text was found in
   */
  static ProxyServer parse(String text, String source) {
    Matcher url = URL.matcher(text.strip());
    if (!url.matches()) {
      throw new ProxyMistake(source + " is not the URL of a proxy, such as http://proxy:8080");
    }
    String scheme =
        Objects.requireNonNullElse(url.group("scheme"), "http").toLowerCase(Locale.ROOT);
    if (!PORTS.containsKey(scheme)) {
      throw new ProxyMistake(
          source
              + (scheme.startsWith("socks") ? " is a SOCKS proxy's" : " has an unknown scheme")
              + ": only proxies of http:// and https:// can be used");
    }
    String[] user = Objects.requireNonNullElse(url.group("user"), "").split(":", 2);
    boolean isAnybody = url.group("user") == null;
    return new ProxyServer(
        scheme,
        url.group("host"),
        port(Objects.requireNonNullElse(url.group("port"), ""), scheme, source),
        isAnybody ? null : decoded(user[0], source),
        isAnybody ? null : decoded(user.length == 1 ? "" : user[1], source));
  }

  /**
   * One of Java's system properties.
   *
   * @param port empty for that of the scheme of what is called, as Java has it
   * @param of their prefix, the scheme of what is called
   */
  static ProxyServer ofProperties(
      String host, String port, @Nullable String user, @Nullable String password, String of) {
    String property = "the system property " + of + ".proxy";
    String name = host.strip();
    if (!HOST.matcher(name).matches()) {
      throw new ProxyMistake(property + "Host is not the name of a host");
    }
    return new ProxyServer(
        "http",
        name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name,
        port(port.strip(), of, property + "Port"),
        user,
        user == null ? null : Objects.requireNonNullElse(password, ""));
  }

  private static int port(String text, String scheme, String source) {
    if (text.isEmpty()) {
      return Objects.requireNonNull(PORTS.get(scheme));
    }
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > MAX_PORT) {
      throw new ProxyMistake(source + " has no port from 1 to " + MAX_PORT);
    }
    return port;
  }

  private static String decoded(String text, String source) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProxyMistake(
          source + " has a user or password with a percent sign that stands for nothing");
    }
  }

  /** Without user and password. */
  URI endpoint() {
    return URI.create(scheme + "://" + host + ":" + port);
  }

  boolean isSpokenToByTls() {
    return scheme.equals("https");
  }

  /** For people: the password is nobody's business, and the user may be a token. */
  @Override
  public String toString() {
    return endpoint() + (user == null ? "" : " with a user and password");
  }
}
