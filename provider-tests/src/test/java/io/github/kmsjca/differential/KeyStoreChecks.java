package io.github.kmsjca.differential;

import static io.github.kmsjca.differential.Act.done;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignedObject;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/** Key stores of the platform, and objects signed with the keys that come from them. */
final class KeyStoreChecks {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final char[] WRONG = "wrong".toCharArray();

  private final Outcomes outcomes;
  private final Material material;

  KeyStoreChecks(Outcomes outcomes, Material material) {
    this.outcomes = outcomes;
    this.material = material;
  }

  void run() {
    for (SignedBy signedBy : List.of(SignedBy.RSA, SignedBy.EC_WITH_CURVE, SignedBy.ED25519)) {
      new Row("PKCS12", signedBy).run();
      new Row("JKS", signedBy).run();
    }
    new Row("JCEKS", SignedBy.RSA).run();
    outcomes.of(
        "KeyStore of a file that is none",
        () ->
            KeyStore.getInstance(material.file(SignedBy.RSA + Documents.LEAF).toFile(), PASSWORD));
  }

  private final class Row {
    private final String type;
    private final SignedBy signedBy;
    private byte[] file;

    Row(String type, SignedBy signedBy) {
      this.type = type;
      this.signedBy = signedBy;
    }

    private void check(String what, Outcomes.Check check) {
      outcomes.of("KeyStore " + type + " of " + signedBy + ": " + what, check);
    }

    void run() {
      check("is written and read", () -> Collections.list(read(written(), PASSWORD).aliases()));
      check("key", () -> read(written(), PASSWORD).getKey("key", PASSWORD));
      check("key by a wrong password", this::keyByWrongPassword);
      check("key by no password", () -> read(written(), PASSWORD).getKey("key", null));
      check("no such key", () -> read(written(), PASSWORD).getKey("none", PASSWORD));
      check("chain", () -> read(written(), PASSWORD).getCertificateChain("key").length);
      check(
          "entry",
          () ->
              read(written(), PASSWORD)
                  .getEntry("key", new PasswordProtection(PASSWORD))
                  .getClass()
                  .getName());
      check("trusted", () -> read(written(), PASSWORD).isCertificateEntry("ca"));
      check("secret", () -> secret());
      check("is read by a wrong password", () -> read(written(), WRONG) != null);
      check("is read without a password", () -> read(written(), null).size());
      check("is read when truncated", () -> read(Arrays.copyOf(written(), 100), PASSWORD) != null);
      check("is found by its file", this::byFile);
      check("before load", () -> KeyStore.getInstance(type).size());
      check("a signed object", this::signedObject);
      check("a signed object and a wrong key", this::wronglySigned);
    }

    /** Which words it is refused in depends on the salt: what comes out may look like padding. */
    private Object keyByWrongPassword() throws Exception {
      try {
        return read(written(), PASSWORD).getKey("key", WRONG);
      } catch (UnrecoverableKeyException e) {
        return "is refused";
      }
    }

    /** Once: passwords are made to be slow. */
    private byte[] written() throws Exception {
      if (file == null) {
        file = write();
      }
      return file;
    }

    private byte[] write() throws Exception {
      KeyStore keyStore = KeyStore.getInstance(type);
      keyStore.load(null, null);
      Certificate[] chain = {
        certificate(Documents.LEAF), certificate(Documents.AUTHORITY),
      };
      keyStore.setKeyEntry("key", material.privateKey(signedBy.kind()), PASSWORD, chain);
      keyStore.setCertificateEntry("ca", chain[1]);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      keyStore.store(bytes, PASSWORD);
      return bytes.toByteArray();
    }

    private Certificate certificate(String suffix) throws Exception {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(material.bytes(signedBy + suffix)));
    }

    private KeyStore read(byte[] bytes, char[] password) throws Exception {
      KeyStore keyStore = KeyStore.getInstance(type);
      keyStore.load(new ByteArrayInputStream(bytes), password);
      return keyStore;
    }

    private Object secret() throws Exception {
      KeyStore keyStore = read(written(), PASSWORD);
      Key key = new SecretKeySpec(new byte[16], "AES");
      keyStore.setKeyEntry("secret", key, PASSWORD, null);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      keyStore.store(bytes, PASSWORD);
      return read(bytes.toByteArray(), PASSWORD).getKey("secret", PASSWORD).equals(key);
    }

    private Object byFile() throws Exception {
      Path file = Files.createTempFile("store", "." + type);
      try {
        Files.write(file, written());
        return KeyStore.getInstance(file.toFile(), PASSWORD).getType();
      } finally {
        Files.delete(file);
      }
    }

    private SignedObject signed() throws Exception {
      PrivateKey key = (PrivateKey) read(written(), PASSWORD).getKey("key", PASSWORD);
      return new SignedObject("text", key, signature());
    }

    private Signature signature() throws Exception {
      return Signature.getInstance(
          switch (signedBy.kind()) {
            case RSA -> "SHA256withRSA";
            case EC -> "SHA256withECDSA";
            default -> "EdDSA";
          });
    }

    private Object signedObject() throws Exception {
      SignedObject signed = signed();
      boolean verified = signed.verify(certificate(Documents.LEAF).getPublicKey(), signature());
      return List.of(signed.getAlgorithm(), verified, signed.getObject());
    }

    private Object wronglySigned() throws Exception {
      SignedObject signed = signed();
      return done(() -> signed.verify(material.publicKey(Material.Kind.DSA), signature()));
    }
  }
}
