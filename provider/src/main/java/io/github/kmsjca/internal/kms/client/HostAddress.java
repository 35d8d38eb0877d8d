package io.github.kmsjca.internal.kms.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the host of a URL is by itself. A name is not looked up: what it means may change between
 * that look and the call.
 */
final class HostAddress {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*]|[^\\[]*:.*");

  /** The instance's metadata by IPv6; that by IPv4 is link-local, as are the containers' agents. */
  private static final InetAddress METADATA =
      Objects.requireNonNull(literal("fd00:ec2::254"), "a literal");

  private static final InetAddress POD_IDENTITY =
      Objects.requireNonNull(literal("fd00:ec2::23"), "a literal");

  private HostAddress() {}

  /** The address that a host is, with or without brackets; {@code null} if it is a name. */
  static @Nullable InetAddress literal(String host) {
    if (!LITERAL.matcher(host).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** True of what leads to this machine and nowhere else. */
  static boolean isLoopback(String host) {
    InetAddress address = literal(host);
    return address == null
        ? host.equalsIgnoreCase("localhost") || host.equalsIgnoreCase("localhost.")
        : address.isLoopbackAddress();
  }

  /** True of the endpoints that an instance or a container asks about itself. */
  static boolean isOfInstance(String host) {
    InetAddress address = literal(host);
    return address != null
        && (isLinkLocalV4(address) || address.equals(METADATA) || address.equals(POD_IDENTITY));
  }

  private static boolean isLinkLocalV4(InetAddress address) {
    return address.getAddress().length == 4 && address.isLinkLocalAddress();
  }

  /** True if both begin with so many equal bits. */
  static boolean isInNetwork(InetAddress address, InetAddress network, int bits) {
    byte[] a = address.getAddress();
    byte[] b = network.getAddress();
    if (a.length != b.length || bits < 0 || bits > 8 * a.length) {
      return false;
    }
    int whole = bits / 8;
    int mask = 0xff00 >> (bits % 8);
    return Arrays.equals(a, 0, whole, b, 0, whole)
        && (whole == a.length || ((a[whole] ^ b[whole]) & mask & 0xff) == 0);
  }
}
