package io.github.kmsjca.localkms.internal.crypto.attestation;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an attestation document says of an enclave.
 *
 * @param pcrs the measurements by the numbers of their registers, which conditions of key policies
 *     look at
 * @param publicKey of the enclave, a SubjectPublicKeyInfo; empty if it has none
 * @param userData empty if there is none
 * @param nonce empty if there is none
 */
public record Attestation(
    String moduleId,
    Instant time,
    Map<Integer, byte[]> pcrs,
    Optional<byte[]> publicKey,
    Optional<byte[]> userData,
    Optional<byte[]> nonce) {

  /** Copies the registers. */
  public Attestation {
    pcrs = Map.copyOf(pcrs);
  }

  /** A register in hexadecimal, as key policies have it; empty if it is not in the document. */
  public Optional<String> pcr(int number) {
    return Optional.ofNullable(pcrs.get(number)).map(HexFormat.of()::formatHex);
  }

  /**
   * The RSA key of the enclave.
   *
   * @throws GeneralSecurityException if it has none
   */
  public RSAPublicKey recipient() throws GeneralSecurityException {
    byte[] encoded =
        publicKey.orElseThrow(() -> new SignatureException("The enclave has no public key"));
    return (RSAPublicKey)
        KeyFactory.getInstance("RSA", "SunRsaSign").generatePublic(new X509EncodedKeySpec(encoded));
  }

  /** The payload of a document. */
  byte[] encoded(byte[] certificate, byte[] root) {
    Map<Object, Object> registers = new LinkedHashMap<>();
    new TreeMap<>(pcrs).forEach((number, value) -> registers.put((long) number, value));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("module_id", moduleId);
    document.put("digest", "SHA384");
    document.put("timestamp", time.toEpochMilli());
    document.put("pcrs", registers);
    document.put("certificate", certificate);
    document.put("cabundle", List.of(root));
    document.put("public_key", orNothing(publicKey));
    document.put("user_data", orNothing(userData));
    document.put("nonce", orNothing(nonce));
    return Cbor.encode(document);
  }

  private static Object orNothing(Optional<byte[]> bytes) {
    return bytes.map(Object.class::cast).orElse(Cbor.Nothing.NULL);
  }
}
