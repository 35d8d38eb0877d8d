package io.github.kmsjca.localkms.internal.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Ranges of IP addresses in CIDR notation; an address alone is a range of one. */
final class AddressRange {
  // Anything else would be looked up as the name of a host.
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern LITERAL =
      Pattern.compile(OCTET + "(\\." + OCTET + "){3}|(?=.*:)[0-9a-fA-F:.]{2,45}");

  private AddressRange() {}

  static Predicate<String> of(String range) {
    int slash = range.indexOf('/');
    byte[] network = address(slash < 0 ? range : range.substring(0, slash));
    int bits = network.length * Byte.SIZE;
    int length = slash < 0 ? bits : Integer.parseInt(range.substring(slash + 1));
    if (length < 0 || length > bits) {
      throw new IllegalArgumentException("No range of addresses");
    }
    BigInteger prefix = prefix(network, bits - length);
    return actual -> {
      try {
        byte[] one = address(actual);
        return one.length == network.length && prefix(one, bits - length).equals(prefix);
      } catch (IllegalArgumentException e) {
        return false; // the call comes from no address, as one that is embedded
      }
    };
  }

  private static BigInteger prefix(byte[] address, int rest) {
    return new BigInteger(1, address).shiftRight(rest);
  }

  private static byte[] address(String literal) {
    try {
      if (LITERAL.matcher(literal).matches()) {
        return InetAddress.getByName(literal).getAddress();
      }
    } catch (UnknownHostException e) {
      // Answered below, like any other text that is no address.
    }
    throw new IllegalArgumentException("No address");
  }
}
