package io.github.kmsjca.internal.permission;

import io.github.kmsjca.internal.algorithm.AgreementAlgorithm;
import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.MacAlgorithm;
import io.github.kmsjca.internal.algorithm.OaepDigest;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.kms.DryRun;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One dry run: with the algorithm that the engines would take, and an input of the right form.
 *
 * @param algorithm wire name; empty if the operation has none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Rehearsal(DryRun row, String algorithm, byte[] input) {
  /** If a KMS that knows no dry run should sign it, no protocol could take it for its own. */
  private static final byte[] TEXT =
      "kms-jca: this text is a test and means nothing".getBytes(StandardCharsets.US_ASCII);

  /** FIPS 203, table 3: what Decapsulate takes, in bytes. */
  private static final Map<String, Integer> ENCAPSULATED =
      Map.of("ML_KEM_512", 768, "ML_KEM_768", 1088, "ML_KEM_1024", 1568);

  /**
   * Those of a key's usage, as far as this library knows keys of that spec.
   *
   * @param publicKey the key's own, as a key agreement needs one; {@code null} if it is not known
   */
  static List<Rehearsal> of(String spec, String usage, byte @Nullable [] publicKey) {
    List<Rehearsal> rehearsals = new ArrayList<>();
    for (DryRun row : DryRun.values()) {
      Rehearsal rehearsal = row.usage().equals(usage) ? of(row, spec, publicKey) : null;
      if (rehearsal != null) {
        rehearsals.add(rehearsal);
      }
    }
    return rehearsals;
  }

  private static @Nullable Rehearsal of(DryRun row, String spec, byte @Nullable [] publicKey) {
    if (ENCAPSULATED.containsKey(spec)) {
      return new Rehearsal(row, "ML_KEM", new byte[ENCAPSULATED.get(spec)]);
    }
    KeySpec known = KeySpec.ofWireName(spec);
    if (known == null) {
      return null;
    }
    return switch (row) {
      case ENCRYPT, DECRYPT, RE_ENCRYPT -> new Rehearsal(row, encryption(known), TEXT);
      case GENERATE_DATA_KEY ->
          known == KeySpec.SYMMETRIC_DEFAULT ? new Rehearsal(row, "", TEXT) : null;
      case SIGN, VERIFY -> new Rehearsal(row, signature(known), TEXT);
      case GENERATE_MAC, VERIFY_MAC -> new Rehearsal(row, MacAlgorithm.of(known).wireName(), TEXT);
      case DERIVE_SHARED_SECRET ->
          publicKey == null
              ? null
              : new Rehearsal(row, AgreementAlgorithm.ECDH.wireName(), publicKey);
      case ENCAPSULATE, DECAPSULATE -> null;
    };
  }

  private static String encryption(KeySpec spec) {
    return switch (spec.family()) {
      case RSA -> OaepDigest.SHA_256.wireName();
      case SM2 -> "SM2PKE";
      default -> spec.name();
    };
  }

  /** With an elliptic curve, the one with the curve's own digest. */
  private static String signature(KeySpec spec) {
    for (SignatureAlgorithm row : SignatureAlgorithm.values()) {
      Digest digest = spec.family() == KeyFamily.EC ? spec.nativeDigest() : row.digest();
      if (row.suits(spec)) {
        return row.scheme().wireName(digest == null ? Digest.SHA_512 : digest);
      }
    }
    throw new IllegalArgumentException(spec + " makes no signatures");
  }
}
