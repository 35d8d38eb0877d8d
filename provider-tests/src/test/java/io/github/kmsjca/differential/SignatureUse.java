package io.github.kmsjca.differential;

import static io.github.kmsjca.differential.Act.done;

import io.github.kmsjca.differential.Material.Kind;
import java.nio.ByteBuffer;
import java.security.Signature;
import java.util.List;

/** A Signature with its key. */
final class SignatureUse extends SignatureRow {
  SignatureUse(String name, Kind kind, Material material, Outcomes outcomes) throws Exception {
    super(name, kind, material, outcomes);
  }

  void run() {
    use();
    misuse();
    asked();
  }

  private void use() {
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
    return List.of(verify(verifying(), sign(signature)), verify(verifying(), sign(signature)));
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

  private void misuse() {
    check("verify when signing", () -> signing().verify(good()));
    check("sign when verifying", () -> verifying().sign());
    check("update null", () -> done(() -> signing().update((byte[]) null)));
    check("update beyond an array's end", () -> done(() -> signing().update(MESSAGE, 30, 5)));
    check("verify null", () -> verifying().verify(null));
    check("sign into null", () -> signing().sign(null, 0, 1));
  }

  /** {@code getProvider} ends JCA's search before there is a key. */
  private void asked() {
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
    check("asked, then setParameter null", () -> done(() -> asked(signature()).setParameter(null)));
    check(
        "asked, then unknown parameters",
        () -> done(() -> asked(signature()).setParameter(UNKNOWN)));
    check(
        "asked, unknown parameters when signing",
        () -> done(() -> askedAndSigning().setParameter(UNKNOWN)));
    check(
        "asked, unknown parameters when verifying",
        () -> {
          Signature signature = asked(signature());
          signature.initVerify(publicKey);
          return done(() -> signature.setParameter(UNKNOWN));
        });
    check("asked, into too short an array", () -> signsIntoArray(askedAndSigning(), 3));
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
}
