package io.github.kmsjca.differential;

import static io.github.kmsjca.differential.Act.done;

import io.github.kmsjca.differential.AlienKeys.Silent;
import io.github.kmsjca.differential.AlienKeys.Throwing;
import io.github.kmsjca.differential.Material.Kind;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** A Cipher without a key, with a wrong key, and with wrong parameters. */
final class CipherRefusals extends CipherRow {
  private static final AlgorithmParameterSpec UNKNOWN = new AlgorithmParameterSpec() {};
  private static final AlgorithmParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  CipherRefusals(
      String name, Key one, Key other, AlgorithmParameterSpec parameters, Outcomes outcomes) {
    super(name, one, other, parameters, outcomes);
  }

  void run(Material material) throws Exception {
    beforeInit();
    refusedKeys(material);
  }

  private void beforeInit() {
    check("is found", () -> cipher().getAlgorithm());
    check("as text before init", () -> cipher().toString().replaceFirst("from: .*", ""));
    check("update before init", () -> cipher().update(MESSAGE));
    check("doFinal before init", () -> cipher().doFinal(MESSAGE));
    check("wrap before init", () -> cipher().wrap(one));
    check("unwrap before init", () -> cipher().unwrap(MESSAGE, "AES", Cipher.SECRET_KEY));
    check("updateAAD before init", () -> done(() -> cipher().updateAAD(MESSAGE)));
    check("getIV before init", () -> cipher().getIV());
    check("getBlockSize before init", () -> cipher().getBlockSize());
    check("getOutputSize before init", () -> cipher().getOutputSize(1));
    check("getExemptionMechanism before init", () -> cipher().getExemptionMechanism());
    check("parameters before init", () -> parameters(cipher()));
  }

  private void refusedKeys(Material material) throws Exception {
    Silent silent = new Silent(isOfRsa() ? "RSA" : "AES");
    Throwing throwing = new Throwing("AES");
    Key ec = material.publicKey(Kind.EC);
    Key shortKey = new SecretKeySpec(new byte[5], "AES");
    Key another = isOfRsa() ? new SecretKeySpec(MESSAGE, "AES") : material.publicKey(Kind.RSA);
    for (int mode : new int[] {Cipher.ENCRYPT_MODE, Cipher.DECRYPT_MODE, Cipher.UNWRAP_MODE}) {
      check(mode + " null key", () -> init(cipher(), mode, null) != null);
      check(mode + " silent key", () -> init(cipher(), mode, silent) != null);
      check(mode + " throwing key", () -> init(cipher(), mode, throwing) != null);
      check(mode + " EC key", () -> init(cipher(), mode, ec) != null);
      check(mode + " short key", () -> init(cipher(), mode, shortKey) != null);
      check(mode + " key of another kind", () -> init(cipher(), mode, another) != null);
      check(mode + " asked, null key", () -> init(asked(), mode, null) != null);
      check(mode + " asked, silent key", () -> init(asked(), mode, silent) != null);
      check(mode + " asked, EC key", () -> init(asked(), mode, ec) != null);
      check(mode + " asked, short key", () -> init(asked(), mode, shortKey) != null);
    }
    check("mode 7", () -> done(() -> cipher().init(7, one)));
    check("unknown parameters", () -> done(() -> cipher().init(1, one, UNKNOWN)));
    check("OAEP parameters", () -> done(() -> cipher().init(1, one, OAEP)));
    check("asked, unknown parameters", () -> done(() -> asked().init(1, one, UNKNOWN)));
    check("decrypt without parameters", () -> done(() -> cipher().init(2, other)));
    check("asked, decrypt without parameters", () -> done(() -> asked().init(2, other)));
  }
}
