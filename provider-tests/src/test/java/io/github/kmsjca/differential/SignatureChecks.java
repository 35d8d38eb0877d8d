package io.github.kmsjca.differential;

import static io.github.kmsjca.differential.Act.done;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.differential.AlienKeys.EcRefusingParameters;
import io.github.kmsjca.differential.AlienKeys.EcWithoutParameters;
import io.github.kmsjca.differential.AlienKeys.RsaWithoutNumbers;
import io.github.kmsjca.differential.AlienKeys.Silent;
import io.github.kmsjca.differential.AlienKeys.Throwing;
import io.github.kmsjca.differential.Material.Kind;
import java.nio.ByteBuffer;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Map;

/** Signatures with software keys: all that a caller can do, right and wrong. */
final class SignatureChecks {
  private static final byte[] MESSAGE = "the message, 32 bytes of ASCII!!".getBytes(UTF_8);
  private static final AlgorithmParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);
  private static final AlgorithmParameterSpec UNKNOWN = new AlgorithmParameterSpec() {};
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
    ECParameterSpec curve = ((ECPublicKey) material.publicKey(Kind.EC)).getParams();
    for (Kind kind : Kind.values()) {
      for (String name : NAMES.getOrDefault(kind, List.of())) {
        if (kind.isOnThePlatform()) {
          Row row =
              new Row(name, kind, material.privateKey(kind), material.publicKey(kind), outcomes);
          row.beforeInit(curve);
          row.refusedKeys(material);
          row.use();
          row.misuse();
          row.asked();
          row.parameters();
        }
      }
    }
  }

  /** One name, with its keys. */
  private record Row(
      String name, Kind kind, PrivateKey key, PublicKey publicKey, Outcomes outcomes) {
    private boolean isPss() {
      return name.equals("RSASSA-PSS") || name.endsWith(".10");
    }

    private boolean isDeterministic() {
      return kind == Kind.ED25519 || kind == Kind.ED448 || (kind == Kind.RSA && !isPss());
    }

    private byte[] message() {
      return name.equals("NONEwithDSA") ? new byte[20] : MESSAGE;
    }

    private void check(String what, Outcomes.Check check) {
      outcomes.of("Signature " + name + ": " + what, check);
    }

    private Signature signature() throws Exception {
      return Signature.getInstance(name);
    }

    private Signature signing() throws Exception {
      Signature signature = signature();
      signature.initSign(key);
      return withParameters(signature);
    }

    private Signature verifying() throws Exception {
      Signature signature = signature();
      signature.initVerify(publicKey);
      return withParameters(signature);
    }

    private Signature withParameters(Signature signature) throws Exception {
      if (isPss()) {
        signature.setParameter(PSS);
      }
      return signature;
    }

    private byte[] sign(Signature signature) throws Exception {
      signature.update(message());
      return signature.sign();
    }

    private boolean verify(Signature signature, byte[] made) throws Exception {
      signature.update(message());
      return signature.verify(made);
    }

    /** What deterministic algorithms made, and of the others that it can be verified. */
    private Object made(byte[] made) throws Exception {
      return isDeterministic() ? made : verify(verifying(), made);
    }

    private byte[] good() throws Exception {
      return sign(signing());
    }

    private byte[] wrong() throws Exception {
      byte[] made = good();
      made[made.length - 1] ^= 1;
      return made;
    }

    void beforeInit(ECParameterSpec curve) {
      check("is found", () -> signature().getAlgorithm());
      check("as text before init", () -> signature().toString());
      check("update before init", () -> done(() -> signature().update(message())));
      check("sign before init", () -> signature().sign());
      check("verify before init", () -> signature().verify(new byte[1]));
      check("getParameters before init", () -> signature().getParameters());
      check("setParameter null before init", () -> done(() -> signature().setParameter(null)));
      check("setParameter PSS before init", () -> done(() -> signature().setParameter(PSS)));
      check(
          "setParameter of a curve before init",
          () -> done(() -> signature().setParameter(curve)));
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

    void refusedKeys(Material material) throws Exception {
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

    void use() {
      check("signs", () -> made(good()));
      check("signs and verifies", () -> verify(verifying(), good()));
      check("as text when signing", () -> signing().toString());
      check("as text when verifying", () -> verifying().toString());
      check("is whose when signing", () -> signing().getProvider().getName());
      check("is whose when verifying", () -> verifying().getProvider().getName());
      check("signs twice", () -> signsTwice(signing()));
      check("signs what is in a buffer", () -> signsBuffer(signing()));
      check("signs byte by byte", () -> signsBytes(signing()));
      check("signs into an array", () -> signsIntoArray(signing(), 2000));
      check("signs into too short an array", () -> signsIntoArray(signing(), 3));
      check("signs nothing", () -> verifying().verify(signing().sign()));
      check("verifies a wrong one", () -> verify(verifying(), wrong()));
      check("verifies after a wrong one", () -> verifiesAfterWrong(verifying()));
      check("verifies no bytes", () -> verify(verifying(), new byte[0]));
      check("verifies one byte", () -> verify(verifying(), new byte[1]));
      check("verifies a truncated one", () -> verifiesPart(verifying(), good(), 1));
      check("verifies one in the middle of an array", () -> verifiesInside(verifying()));
      check("verifies beyond an array's end", () -> verifiesPart(verifying(), good(), -1));
      check("signs, then verifies", () -> signsThenVerifies());
      check("a clone of one in use", () -> signing().clone() != null);
    }

    private Object signsTwice(Signature signature) throws Exception {
      return List.of(
          verify(verifying(), sign(signature)), verify(verifying(), sign(signature)));
    }

    private Object signsBuffer(Signature signature) throws Exception {
      ByteBuffer direct = ByteBuffer.allocateDirect(message().length).put(message()).flip();
      signature.update(direct);
      return List.of(verify(verifying(), signature.sign()), direct.remaining());
    }

    private Object signsBytes(Signature signature) throws Exception {
      for (byte b : message()) {
        signature.update(b);
      }
      return verify(verifying(), signature.sign());
    }

    private Object signsIntoArray(Signature signature, int length) throws Exception {
      signature.update(message());
      return signature.sign(new byte[length], 0, length) > 0;
    }

    private Object verifiesAfterWrong(Signature signature) throws Exception {
      byte[] good = good();
      return List.of(verify(signature, wrong()), verify(signature, good), verify(signature, good));
    }

    private boolean verifiesPart(Signature signature, byte[] made, int less) throws Exception {
      signature.update(message());
      return signature.verify(made, 0, made.length - less);
    }

    private boolean verifiesInside(Signature signature) throws Exception {
      byte[] good = good();
      byte[] array = new byte[good.length + 2];
      System.arraycopy(good, 0, array, 1, good.length);
      signature.update(message());
      return signature.verify(array, 1, good.length);
    }

    private Object signsThenVerifies() throws Exception {
      Signature signature = signing();
      byte[] made = sign(signature);
      signature.initVerify(publicKey);
      return verify(withParameters(signature), made);
    }

    void misuse() {
      check("verify when signing", () -> signing().verify(good()));
      check("sign when verifying", () -> verifying().sign());
      check("update null", () -> done(() -> signing().update((byte[]) null)));
      check("update beyond an array's end", () -> done(() -> signing().update(MESSAGE, 30, 5)));
      check("verify null", () -> verifying().verify(null));
      check("sign into null", () -> signing().sign(null, 0, 1));
    }

    /** {@code getProvider} ends JCA's search before there is a key. */
    void asked() {
      check("asked, then signs", () -> made(sign(askedAndSigning())));
      check(
          "asked, then verifies",
          () -> {
            Signature signature = asked(signature());
            signature.initVerify(publicKey);
            return verify(withParameters(signature), good());
          });
      check("asked, then verifies a wrong one", this::askedAndWrong);
      check("asked, then verifies after a wrong one", this::askedAndAfterWrong);
      check("asked, as text", () -> askedAndSigning().toString());
      check("asked, then update before init", () -> done(() -> asked(signature()).update((byte) 1)));
      check("asked, then getParameters", () -> asked(signature()).getParameters());
      check("asked, parameters when signing", () -> askedAndSigning().getParameters());
      check(
          "asked, then setParameter null",
          () -> done(() -> asked(signature()).setParameter(null)));
      check(
          "asked, then unknown parameters",
          () -> done(() -> asked(signature()).setParameter(UNKNOWN)));
      check(
          "asked, unknown parameters when signing",
          () -> done(() -> askedAndSigning().setParameter(UNKNOWN)));
      check("asked, into too short an array", () -> signsIntoArray(askedAndSigning(), 3));
    }

    private static Signature asked(Signature signature) {
      signature.getProvider();
      return signature;
    }

    private Signature askedAndSigning() throws Exception {
      Signature signature = asked(signature());
      signature.initSign(key);
      return withParameters(signature);
    }

    private boolean askedAndWrong() throws Exception {
      Signature signature = asked(signature());
      signature.initVerify(publicKey);
      return verify(withParameters(signature), wrong());
    }

    private Object askedAndAfterWrong() throws Exception {
      Signature signature = asked(signature());
      signature.initVerify(publicKey);
      return verifiesAfterWrong(withParameters(signature));
    }

    void parameters() {
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
}
