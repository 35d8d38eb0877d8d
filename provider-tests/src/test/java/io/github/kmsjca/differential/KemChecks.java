package io.github.kmsjca.differential;

import io.github.kmsjca.differential.AlienKeys.Silent;
import io.github.kmsjca.differential.Material.Kind;
import io.github.kmsjca.kem.Kem;
import java.security.PrivateKey;
import java.security.PublicKey;

/** Key encapsulation with software keys. */
final class KemChecks {
  private final Outcomes outcomes;
  private final Material material;

  KemChecks(Outcomes outcomes, Material material) {
    this.outcomes = outcomes;
    this.material = material;
  }

  void run() throws Exception {
    row("DHKEM", Kind.EC);
    row("DHKEM", Kind.X25519);
    if (Kind.ML_KEM.isOnThePlatform()) {
      row("ML-KEM", Kind.ML_KEM);
      row("ML-KEM-768", Kind.ML_KEM);
      row("ML-KEM-1024", Kind.ML_KEM);
    }
  }

  private void row(String name, Kind kind) throws Exception {
    PublicKey publicKey = material.publicKey(kind);
    PrivateKey key = material.privateKey(kind);
    PublicKey wrongPublicKey = material.publicKey(Kind.RSA);
    PrivateKey wrong = material.privateKey(Kind.RSA);
    Silent silent = new Silent(key.getAlgorithm());
    String what = "KEM " + name + " with " + kind + ": ";
    outcomes.of(what + "agrees", () -> agrees(name, publicKey, key));
    outcomes.of(
        what + "is whose", () -> Kem.getInstance(name).newEncapsulator(publicKey).providerName());
    outcomes.of(what + "to null", () -> Kem.getInstance(name).newEncapsulator(null));
    outcomes.of(
        what + "to a wrong key", () -> Kem.getInstance(name).newEncapsulator(wrongPublicKey));
    outcomes.of(what + "to a silent key", () -> Kem.getInstance(name).newEncapsulator(silent));
    outcomes.of(what + "by null", () -> Kem.getInstance(name).newDecapsulator(null));
    outcomes.of(what + "by a wrong key", () -> Kem.getInstance(name).newDecapsulator(wrong));
    outcomes.of(what + "by a silent key", () -> Kem.getInstance(name).newDecapsulator(silent));
    outcomes.of(
        what + "of too few bytes",
        () -> Kem.getInstance(name).newDecapsulator(key).decapsulate(new byte[3]));
    outcomes.of(
        what + "of null", () -> Kem.getInstance(name).newDecapsulator(key).decapsulate(null));
  }

  private static boolean agrees(String name, PublicKey publicKey, PrivateKey key) throws Exception {
    Kem.Encapsulated made = Kem.getInstance(name).newEncapsulator(publicKey).encapsulate();
    return Kem.getInstance(name)
        .newDecapsulator(key)
        .decapsulate(made.encapsulation())
        .equals(made.key());
  }
}
