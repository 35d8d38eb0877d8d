package io.github.kmsjca.programs.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Documents;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.Need;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKdfParameters;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.jcajce.JcaPGPObjectFactory;
import org.bouncycastle.openpgp.operator.jcajce.JcaKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPKeyConverter;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPPrivateKey;
import org.bouncycastle.openpgp.operator.jcajce.JcePGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePublicKeyDataDecryptorFactoryBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePublicKeyKeyEncryptionMethodGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * OpenPGP: signatures, and messages by ECDH (RFC 6637), of which the secret is KMS's, the key
 * derivation ours, and the rest bcpg's.
 */
@SuppressWarnings("deprecation") // a kind of key that is not made any more, but is in use
class OpenPgpTest {
  private static final byte[] CONTENT = "for your eyes only".getBytes(UTF_8);
  private static final int VERSION = 4;
  private static final Date MADE = Date.from(Instant.ofEpochSecond(1_700_000_000));

  /** The curves of KMS that OpenPGP has, with the digest and cipher that go with each. */
  enum EncryptionKey {
    ECC_NIST_P256(HashAlgorithmTags.SHA256, SymmetricKeyAlgorithmTags.AES_128),
    ECC_NIST_P384(HashAlgorithmTags.SHA384, SymmetricKeyAlgorithmTags.AES_192),
    ECC_NIST_P521(HashAlgorithmTags.SHA512, SymmetricKeyAlgorithmTags.AES_256);

    private final int hash;
    private final int cipher;

    EncryptionKey(int hash, int cipher) {
      this.hash = hash;
      this.cipher = cipher;
    }

    PGPPublicKey pgp(KmsPrivateKey key) throws PGPException {
      return new JcaPGPKeyConverter()
          .getPGPPublicKey(
              VERSION,
              PublicKeyAlgorithmTags.ECDH,
              new PGPKdfParameters(hash, cipher),
              key.publicKey(),
              MADE);
    }
  }

  private static final Provider CASTLE = new BouncyCastleProvider();

  @BeforeAll
  static void install() {
    TestKms kms = LibraryHost.identities().kms();
    Security.addProvider(CASTLE);
    for (EncryptionKey each : EncryptionKey.values()) {
      kms.create(alias(each), each.name(), "KEY_AGREEMENT");
    }
  }

  @AfterAll
  static void remove() {
    Security.removeProvider(CASTLE.getName());
  }

  private static String alias(EncryptionKey key) {
    return "pgp-" + key;
  }

  @ParameterizedTest
  @EnumSource
  void encryptedByBouncyCastle(EncryptionKey row) throws Exception {
    KmsPrivateKey key = key(alias(row));
    PGPPublicKey pgpKey = row.pgp(key);
    byte[] message = encrypted(pgpKey);
    Calls calls =
        LibraryHost.calls(() -> assertArrayEquals(CONTENT, decrypted(message, pgpKey, key)));
    Documents.OPENPGP_DECRYPTION.assertCosts(calls, 1);
  }

  private static KmsPrivateKey key(String alias) throws Exception {
    return (KmsPrivateKey) LibraryHost.privateKey(alias);
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-2048, " + PublicKeyAlgorithmTags.RSA_SIGN,
    "ecc-nist-p256, " + PublicKeyAlgorithmTags.ECDSA,
    "ecc-nist-edwards25519, " + PublicKeyAlgorithmTags.EDDSA_LEGACY
  })
  void signs(String alias, int algorithm) throws Exception {
    KmsPrivateKey key = key(alias);
    PGPSignature[] signature = new PGPSignature[1];
    Calls calls = LibraryHost.calls(() -> signature[0] = signature(key, algorithm));
    signature[0].init(
        new JcaPGPContentVerifierBuilderProvider().setProvider(CASTLE), publicKey(key, algorithm));
    signature[0].update(CONTENT);
    assertThat(signature[0].verify()).isTrue();
    Documents.OPENPGP_SIGNATURES.assertCosts(calls, 1);
  }

  private static PGPPublicKey publicKey(KmsPrivateKey key, int algorithm) throws PGPException {
    return new JcaPGPKeyConverter().getPGPPublicKey(VERSION, algorithm, key.publicKey(), MADE);
  }

  private static PGPSignature signature(KmsPrivateKey key, int algorithm) throws PGPException {
    PGPPublicKey pgpKey = publicKey(key, algorithm);
    byte[] document = CONTENT;
    // guide: documents.md
    PGPSignatureGenerator generator =
        new PGPSignatureGenerator(
            new JcaPGPContentSignerBuilder(algorithm, HashAlgorithmTags.SHA256), pgpKey);
    generator.init(PGPSignature.BINARY_DOCUMENT, new JcaPGPPrivateKey(pgpKey, key));
    generator.update(document);
    PGPSignature signature = generator.generate(); // 1 Sign
    // end of guide
    return signature;
  }

  @Test
  void theExceptionSaysThatTheKeyIsDisabled() throws Exception {
    KmsPrivateKey signing = key("rsa-2048");
    LibraryHost.whileDisabled(
        "rsa-2048",
        () ->
            assertThatThrownBy(() -> signature(signing, PublicKeyAlgorithmTags.RSA_SIGN))
                .hasStackTraceContaining("the key is disabled"));
    String alias = alias(EncryptionKey.ECC_NIST_P256);
    KmsPrivateKey agreeing = key(alias);
    PGPPublicKey pgpKey = EncryptionKey.ECC_NIST_P256.pgp(agreeing);
    byte[] message = encrypted(pgpKey);
    LibraryHost.whileDisabled(
        alias,
        () ->
            assertThatThrownBy(() -> decrypted(message, pgpKey, agreeing))
                .hasStackTraceContaining("the key is disabled"));
  }

  private static byte[] encrypted(PGPPublicKey recipient) throws PGPException, IOException {
    ByteArrayOutputStream literal = new ByteArrayOutputStream();
    try (OutputStream out =
        new PGPLiteralDataGenerator()
            .open(literal, PGPLiteralData.BINARY, "", CONTENT.length, MADE)) {
      out.write(CONTENT);
    }
    PGPEncryptedDataGenerator generator =
        new PGPEncryptedDataGenerator(
            new JcePGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                .setWithIntegrityPacket(true)
                .setSecureRandom(new SecureRandom())
                .setProvider(CASTLE));
    generator.addMethod(
        new JcePublicKeyKeyEncryptionMethodGenerator(recipient).setProvider(CASTLE));
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    try (OutputStream out = generator.open(message, literal.size())) {
      out.write(literal.toByteArray());
    }
    return message.toByteArray();
  }

  /** Compressed or not, as the sender had it. */
  private static byte[] decrypted(byte[] message, PGPPublicKey pgpKey, KmsPrivateKey key)
      throws Exception {
    PGPEncryptedDataList list =
        (PGPEncryptedDataList) new JcaPGPObjectFactory(message).nextObject();
    PGPPublicKeyEncryptedData data = (PGPPublicKeyEncryptedData) list.get(0);
    // guide: documents.md
    InputStream clear =
        data.getDataStream(
            new JcePublicKeyDataDecryptorFactoryBuilder()
                .build(new JcaPGPPrivateKey(pgpKey, key))); // 1 DeriveSharedSecret
    // end of guide
    try (clear) {
      PGPObjectFactory objects = new JcaPGPObjectFactory(clear);
      PGPLiteralData literal = (PGPLiteralData) objects.nextObject();
      byte[] content = literal.getInputStream().readAllBytes();
      assertThat(data.verify()).isTrue();
      return content;
    }
  }

  /** A certificate whose two keys are in KMS, given to a program that is not Java. */
  @Test
  void encryptedByGnuPg(@TempDir Path folder) throws Exception {
    Need.command("gpg");
    KmsPrivateKey agreeing = key(alias(EncryptionKey.ECC_NIST_P256));
    PGPPublicKeyRing ring = certificate(key("ecc-nist-p256"), agreeing);
    PGPPublicKey subkey = null;
    for (PGPPublicKey key : ring) {
      subkey = key;
    }
    Path certificate = Files.write(folder.resolve("certificate.pgp"), ring.getEncoded());
    Path clear = Files.write(folder.resolve("clear"), CONTENT);
    Path message = folder.resolve("message");
    gpg(folder, "--import", certificate.toString());
    gpg(
        folder,
        "--trust-model",
        "always",
        "--compress-algo",
        "none",
        "--recipient",
        "kms@example.com",
        "--output",
        message.toString(),
        "--encrypt",
        clear.toString());
    assertArrayEquals(
        CONTENT, decrypted(Files.readAllBytes(message), requireNonNull(subkey), agreeing));
  }

  /** A key to sign and certify with, and under it one to encrypt to. */
  private static PGPPublicKeyRing certificate(KmsPrivateKey signing, KmsPrivateKey agreeing)
      throws Exception {
    PGPPublicKey primary =
        new JcaPGPKeyConverter()
            .getPGPPublicKey(VERSION, PublicKeyAlgorithmTags.ECDSA, signing.publicKey(), MADE);
    JcaPGPPrivateKey signer = new JcaPGPPrivateKey(primary, signing);
    PGPPublicKey subkey =
        new PGPKeyPair(EncryptionKey.ECC_NIST_P256.pgp(agreeing), signer)
            .asSubkey(new JcaKeyFingerprintCalculator())
            .getPublicKey();
    String user = "KMS <kms@example.com>";
    PGPSignature certification =
        signature(primary, signer, PGPSignature.POSITIVE_CERTIFICATION, KeyFlags.SIGN_DATA)
            .generateCertification(user, primary);
    PGPSignature binding =
        signature(primary, signer, PGPSignature.SUBKEY_BINDING, KeyFlags.ENCRYPT_COMMS)
            .generateCertification(primary, subkey);
    return new PGPPublicKeyRing(
        List.of(
            PGPPublicKey.addCertification(primary, user, certification),
            PGPPublicKey.addCertification(subkey, binding)));
  }

  private static PGPSignatureGenerator signature(
      PGPPublicKey primary, JcaPGPPrivateKey signer, int type, int flags) throws PGPException {
    PGPSignatureGenerator generator =
        new PGPSignatureGenerator(
            new JcaPGPContentSignerBuilder(primary.getAlgorithm(), HashAlgorithmTags.SHA256),
            primary);
    generator.init(type, signer);
    PGPSignatureSubpacketGenerator about = new PGPSignatureSubpacketGenerator();
    about.setKeyFlags(false, flags);
    generator.setHashedSubpackets(about.generate());
    return generator;
  }

  private static void gpg(Path folder, String... arguments) throws Exception {
    Path home = folder.resolve("gnupg");
    if (!Files.exists(home)) {
      Files.createDirectory(
          home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--homedir"));
    command.add(home.toString());
    command.addAll(List.of(arguments));
    Command.Result result = Command.run(command);
    assertThat(result.exitCode()).describedAs(result.output()).isZero();
  }
}
