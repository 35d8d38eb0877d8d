package io.github.kmsjca.differential;

import io.github.kmsjca.differential.Material.Kind;
import java.util.List;
import java.util.Map;

/** Signatures with software keys: all that a caller can do, right and wrong. */
final class SignatureChecks {
  private static final Map<Kind, List<String>> NAMES =
      Map.of(
          Kind.RSA,
          List.of(
              "MD5withRSA",
              "SHA1withRSA",
              "SHA256withRSA",
              "SHA384withRSA",
              "SHA512withRSA",
              "SHA512/256withRSA",
              "NONEwithRSA",
              "RSASSA-PSS",
              "1.2.840.113549.1.1.11",
              "OID.1.2.840.113549.1.1.12",
              "1.2.840.113549.1.1.10"),
          Kind.EC,
          List.of(
              "SHA1withECDSA",
              "SHA256withECDSA",
              "sha384WITHecdsa",
              "SHA512withECDSA",
              "SHA3-256withECDSA",
              "NONEwithECDSA",
              "SHA256withECDSAinP1363Format",
              "NONEwithECDSAinP1363Format",
              "1.2.840.10045.4.3.2"),
          Kind.ED25519,
          List.of("Ed25519", "EdDSA", "1.3.101.112"),
          Kind.ED448,
          List.of("Ed448"),
          Kind.DSA,
          List.of("SHA256withDSA", "NONEwithDSA"),
          Kind.ML_DSA,
          List.of("ML-DSA", "ML-DSA-65", "2.16.840.1.101.3.4.3.18"));

  private final Outcomes outcomes;
  private final Material material;

  SignatureChecks(Outcomes outcomes, Material material) {
    this.outcomes = outcomes;
    this.material = material;
  }

  void run() throws Exception {
    for (Kind kind : Kind.values()) {
      for (String name : NAMES.getOrDefault(kind, List.of())) {
        if (kind.isOnThePlatform()) {
          new SignatureUse(name, kind, material, outcomes).run();
          new SignatureRefusals(name, kind, material, outcomes).run(material);
        }
      }
    }
  }
}
