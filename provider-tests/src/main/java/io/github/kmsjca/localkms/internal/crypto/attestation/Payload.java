package io.github.kmsjca.localkms.internal.crypto.attestation;

import java.security.SignatureException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The payload of an attestation document, taken apart. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Payload(Attestation attestation, byte[] certificate, List<byte[]> bundle) {

  static Payload decode(byte[] bytes) throws SignatureException {
    if (!(CborReader.decode(bytes) instanceof Map<?, ?> members)) {
      throw new SignatureException("The payload is no map");
    }
    if (!"SHA384".equals(members.get("digest"))) {
      throw new SignatureException("The digest is not SHA384");
    }
    Attestation attestation =
        new Attestation(
            member(members, "module_id", String.class),
            Instant.ofEpochMilli(member(members, "timestamp", Long.class)),
            registers(member(members, "pcrs", Map.class)),
            optional(members, "public_key"),
            optional(members, "user_data"),
            optional(members, "nonce"));
    List<byte[]> bundle = new ArrayList<>();
    for (Object certificate : member(members, "cabundle", List.class)) {
      bundle.add(bytes(certificate));
    }
    return new Payload(attestation, member(members, "certificate", byte[].class), bundle);
  }

  private static <T> T member(Map<?, ?> members, String name, Class<T> type)
      throws SignatureException {
    Object value = members.get(name);
    if (!type.isInstance(value)) {
      throw new SignatureException("The payload has no " + name);
    }
    return type.cast(value);
  }

  private static Optional<byte[]> optional(Map<?, ?> members, String name)
      throws SignatureException {
    Object value = members.get(name);
    return value == null || value == Cbor.Nothing.NULL
        ? Optional.empty()
        : Optional.of(bytes(value));
  }

  private static Map<Integer, byte[]> registers(Map<?, ?> members) throws SignatureException {
    Map<Integer, byte[]> registers = new HashMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      if (!(member.getKey() instanceof Long number) || number < 0 || number > 31) {
        throw new SignatureException("There is no such register");
      }
      registers.put(number.intValue(), bytes(member.getValue()));
    }
    return registers;
  }

  private static byte[] bytes(Object value) throws SignatureException {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    throw new SignatureException("There are no bytes where some are expected");
  }
}
