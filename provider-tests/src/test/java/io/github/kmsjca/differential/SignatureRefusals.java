package io.github.kmsjca.differential;

import static io.github.kmsjca.differential.Act.done;

import io.github.kmsjca.differential.AlienKeys.EcRefusingParameters;
import io.github.kmsjca.differential.AlienKeys.EcWithoutParameters;
import io.github.kmsjca.differential.AlienKeys.RsaWithoutNumbers;
import io.github.kmsjca.differential.AlienKeys.Silent;
import io.github.kmsjca.differential.AlienKeys.Throwing;
import io.github.kmsjca.differential.Material.Kind;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;

/** A Signature without a key, with a wrong key, and with parameters. */
final class SignatureRefusals extends SignatureRow {
  SignatureRefusals(String name, Kind kind, Material material, Outcomes outcomes) throws Exception {
    super(name, kind, material, outcomes);
  }

  void run(Material material) throws Exception {
    beforeInit(((ECPublicKey) material.publicKey(Kind.EC)).getParams());
    refusedKeys(material);
    parameters();
  }

  private void beforeInit(ECParameterSpec curve) {
    check("is found", () -> signature().getAlgorithm());
    check("as text before init", () -> signature().toString());
    check("update before init", () -> done(() -> signature().update(message())));
    check("sign before init", () -> signature().sign());
    check("verify before init", () -> signature().verify(new byte[1]));
    check("getParameters before init", () -> signature().getParameters());
    check("setParameter null before init", () -> done(() -> signature().setParameter(null)));
    check("setParameter PSS before init", () -> done(() -> signature().setParameter(PSS)));
    check("setParameter of a curve before init", () -> done(() -> signature().setParameter(curve)));
    check(
        "setParameter of a curve's name before init",
        () -> done(() -> signature().setParameter(new ECGenParameterSpec("secp256r1"))));
    check(
        "setParameter of unknown parameters before init",
        () -> done(() -> signature().setParameter(UNKNOWN)));
    check("parameters by name before init", this::byName);
    check("a clone before init", () -> signature().clone() != null);
  }

  @SuppressWarnings("deprecation") // that is why it is looked at
  private Object byName() throws Exception {
    try {
      signature().setParameter("name", "value");
    } catch (Exception e) {
      return e.getClass().getName() + ", " + signature().getParameter("name");
    }
    return "taken";
  }

  private void refusedKeys(Material material) throws Exception {
    check("initSign null", () -> done(() -> signature().initSign(null)));
    check("initVerify null", () -> done(() -> signature().initVerify((PublicKey) null)));
    check(
        "initVerify null certificate",
        () -> done(() -> signature().initVerify((Certificate) null)));
    for (Kind other : List.of(Kind.RSA, Kind.EC, Kind.ED25519, Kind.X25519)) {
      if (other != kind) {
        PrivateKey wrongKey = material.privateKey(other);
        PublicKey wrongPublicKey = material.publicKey(other);
        check("initSign " + other, () -> done(() -> signature().initSign(wrongKey)));
        check("initVerify " + other, () -> done(() -> signature().initVerify(wrongPublicKey)));
      }
    }
    Silent silent = new Silent(key.getAlgorithm());
    check("initSign silent key", () -> done(() -> signature().initSign(silent)));
    check("initVerify silent key", () -> done(() -> signature().initVerify(silent)));
    Throwing throwing = new Throwing(key.getAlgorithm());
    check("initSign throwing key", () -> done(() -> signature().initSign(throwing)));
    check("initVerify throwing key", () -> done(() -> signature().initVerify(throwing)));
    check("asked, then initSign null", () -> done(() -> asked(signature()).initSign(null)));
    check(
        "asked, then initVerify null",
        () -> done(() -> asked(signature()).initVerify((PublicKey) null)));
    check("asked, then initSign silent key", () -> done(() -> asked(signature()).initSign(silent)));
    check(
        "asked, then initVerify silent key",
        () -> done(() -> asked(signature()).initVerify(silent)));
    check(
        "asked, then initSign throwing key",
        () -> done(() -> asked(signature()).initSign(throwing)));
    check(
        "asked, then initVerify throwing key",
        () -> done(() -> asked(signature()).initVerify(throwing)));
    PublicKey partial =
        switch (kind) {
          case EC -> new EcWithoutParameters((ECPublicKey) publicKey);
          case RSA -> new RsaWithoutNumbers(publicKey);
          default -> silent;
        };
    check("verifies with a partial key", () -> verifies(partial));
    if (kind == Kind.EC) {
      PublicKey refusing = new EcRefusingParameters((ECPublicKey) publicKey);
      check("verifies with a key that refuses its parameters", () -> verifies(refusing));
    }
  }

  private boolean verifies(PublicKey by) throws Exception {
    byte[] made = good();
    Signature signature = signature();
    signature.initVerify(by);
    return verify(withParameters(signature), made);
  }

  private void parameters() {
    check("parameters when signing", () -> signing().getParameters());
    check("null parameters when signing", () -> done(() -> signing().setParameter(null)));
    check("PSS parameters when signing", () -> done(() -> signing().setParameter(PSS)));
    check("unknown parameters when signing", () -> done(() -> signing().setParameter(UNKNOWN)));
    check(
        "PSS parameters in the middle",
        () -> {
          Signature signature = signing();
          signature.update((byte) 1);
          return done(() -> signature.setParameter(PSS));
        });
    check(
        "PSS parameters, then signs",
        () -> {
          Signature signature = signature();
          signature.setParameter(PSS);
          signature.initSign(key);
          return verify(verifying(), sign(signature));
        });
    check(
        "PSS parameters with a long salt, then signs",
        () -> {
          Signature signature = signature();
          signature.setParameter(
              new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 300, 1));
          signature.initSign(key);
          return sign(signature).length;
        });
    check("signs without parameters", this::signsWithoutParameters);
  }

  private Object signsWithoutParameters() throws Exception {
    Signature signature = signature();
    signature.initSign(key);
    return sign(signature).length > 0;
  }
}
