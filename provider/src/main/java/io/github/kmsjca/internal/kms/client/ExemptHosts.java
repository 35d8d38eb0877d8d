package io.github.kmsjca.internal.kms.client;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lists of hosts that are called without a proxy, in their two languages. */
final class ExemptHosts {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

  private ExemptHosts() {}

  /**
   * As {@code NO_PROXY} has it: names with all that end with them, addresses, networks ({@code
   * 10.0.0.0/8}), any of these with a port, and {@code *} for everything.
   */
  static boolean ofEnvironment(String list, String host, int port) {
    String name = withoutLastDot(host.toLowerCase(Locale.ROOT));
    InetAddress address = HostAddress.literal(name);
    return Stream.of(list.toLowerCase(Locale.ROOT).split("[\\s,]+", -1))
        .filter(item -> !item.isEmpty())
        .anyMatch(
            item ->
                item.equals("*")
                    || matches(item, name, address)
                    || (item.endsWith(":" + port)
                        && matches(item.substring(0, item.lastIndexOf(':')), name, address)));
  }

  private static boolean matches(String item, String name, @Nullable InetAddress address) {
    if (address != null) {
      return contains(item, address);
    }
    String domain = withoutLastDot(item.replaceFirst("^\\*?\\.", ""));
    return !domain.isEmpty() && (name.equals(domain) || name.endsWith("." + domain));
  }

  private static boolean contains(String item, InetAddress address) {
    String[] parts = item.split("/", 2);
    InetAddress network = HostAddress.literal(parts[0]);
    if (network == null) {
      return false;
    }
    return parts.length == 1
        ? network.equals(address)
        : NUMBER.matcher(parts[1]).matches()
            && HostAddress.isInNetwork(address, network, Integer.parseInt(parts[1]));
  }

  /** As {@code http.nonProxyHosts} has it: patterns with asterisks, and bars between them. */
  static boolean ofProperty(String list, String host) {
    return Stream.of(list.split("\\|", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .anyMatch(item -> pattern(item).matcher(withoutLastDot(host)).matches());
  }

  private static Pattern pattern(String item) {
    String[] parts = item.split("\\*", -1);
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      regex.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
  }

  private static String withoutLastDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
