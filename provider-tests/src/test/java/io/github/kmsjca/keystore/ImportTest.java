package io.github.kmsjca.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.OriginType;

/** Software keys go into KMS by the KeyStore, and do there what they did before. */
class ImportTest {
  private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private static TestCertificates ca;
  private static Provider importing;
  private static KmsClient admin;

  @BeforeAll
  static void start() throws Exception {
    ca = new TestCertificates();
    importing = kms.provider("import", "true");
    admin = kms.sdk();
  }

  @BeforeEach
  void clear() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  private static KeyStore store() throws Exception {
    return TestKms.keyStore(importing);
  }

  private static Certificate[] certified(String name, PublicKey key, int... usage)
      throws Exception {
    return new Certificate[] {ca.issue(new X500Principal("CN=" + name), key, usage)};
  }

  private static KeyMetadata metadata(String alias) {
    return admin.describeKey(r -> r.keyId("alias/" + alias)).keyMetadata();
  }

  /** A key that openssl made, and its public key by openssl as well. */
  private static KeyPair openssl(Path directory, String algorithm, String... options)
      throws Exception {
    Path pem = directory.resolve(algorithm + ".pem");
    run(List.of("openssl", "genpkey", "-algorithm", algorithm, "-out", pem.toString()), options);
    byte[] pkcs8 = der(Files.readString(pem));
    String publicPem = run(List.of("openssl", "pkey", "-pubout", "-in", pem.toString()));
    String name = algorithm.equals("ED25519") ? "Ed25519" : algorithm;
    KeyFactory factory = KeyFactory.getInstance(name);
    return new KeyPair(
        factory.generatePublic(new java.security.spec.X509EncodedKeySpec(der(publicPem))),
        factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
  }

  private static String run(List<String> command, String... options) throws Exception {
    List<String> all = new java.util.ArrayList<>(command);
    all.addAll(List.of(options));
    Command.Result result = Command.run(all);
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output();
  }

  private static byte[] der(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }

  private static byte[] sign(String algorithm, PrivateKey key) throws Exception {
    Signature signature = Signature.getInstance(algorithm, importing);
    signature.initSign(key);
    signature.update(MESSAGE);
    return signature.sign();
  }

  private static void assertVerified(String algorithm, byte[] signed, PublicKey key)
      throws Exception {
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(key);
    verifier.update(MESSAGE);
    assertThat(verifier.verify(signed)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "EC, ec_paramgen_curve:P-256, ECC_NIST_P256, SHA256withECDSA",
    "EC, ec_paramgen_curve:P-384, ECC_NIST_P384, SHA384withECDSA",
    "EC, ec_paramgen_curve:P-521, ECC_NIST_P521, SHA512withECDSA",
    "RSA, rsa_keygen_bits:2048, RSA_2048, SHA256withRSA",
    "RSA, rsa_keygen_bits:3072, RSA_3072, SHA384withRSA",
    "RSA, rsa_keygen_bits:4096, RSA_4096, SHA512withRSA"
  })
  void whatOpensslMadeSignsInKms(
      String algorithm, String option, String spec, String signature, @TempDir Path directory)
      throws Exception {
    KeyPair pair = openssl(directory, algorithm, "-pkeyopt", option);
    String alias = "openssl-" + spec;
    KeyStore store = store();
    store.setKeyEntry(alias, pair.getPrivate(), null, certified(alias, pair.getPublic()));
    KeyMetadata metadata = metadata(alias);
    assertThat(metadata.keySpecAsString()).isEqualTo(spec);
    assertThat(metadata.keyUsageAsString()).isEqualTo("SIGN_VERIFY");
    assertThat(metadata.origin()).isEqualTo(OriginType.EXTERNAL);
    KmsPrivateKey imported = (KmsPrivateKey) store.getKey(alias, null);
    assertThat(imported.arn()).isEqualTo(metadata.arn());
    assertThat(imported.publicKey()).isEqualTo(pair.getPublic());
    assertVerified(signature, sign(signature, imported), pair.getPublic());
  }

  @Test
  void rsaKeysDecryptWhereTheCertificateSaysSo(@TempDir Path directory) throws Exception {
    KeyPair pair = openssl(directory, "RSA", "-pkeyopt", "rsa_keygen_bits:2048");
    KeyStore store = store();
    store.setKeyEntry(
        "decrypts",
        pair.getPrivate(),
        null,
        certified("decrypts", pair.getPublic(), KeyUsage.keyEncipherment));
    assertThat(metadata("decrypts").keyUsageAsString()).isEqualTo("ENCRYPT_DECRYPT");
    Cipher theirs = Cipher.getInstance("RSA/ECB/OAEPPadding");
    theirs.init(Cipher.ENCRYPT_MODE, pair.getPublic());
    byte[] ciphertext = theirs.doFinal(MESSAGE);
    Cipher ours = Cipher.getInstance("RSA/ECB/OAEPPadding", importing);
    ours.init(Cipher.DECRYPT_MODE, store.getKey("decrypts", null));
    assertThat(ours.doFinal(ciphertext)).isEqualTo(MESSAGE);
  }

  @Test
  void ecKeysAgreeWhereTheCertificateSaysSo() throws Exception {
    KeyPair pair = pair("secp384r1");
    KeyPair peer = pair("secp384r1");
    KeyStore store = store();
    store.setKeyEntry(
        "agrees",
        pair.getPrivate(),
        null,
        certified("agrees", pair.getPublic(), KeyUsage.keyAgreement));
    assertThat(metadata("agrees").keyUsageAsString()).isEqualTo("KEY_AGREEMENT");
    assertThat(secret(store.getKey("agrees", null), peer.getPublic(), importing))
        .isEqualTo(secret(peer.getPrivate(), pair.getPublic(), importing));
  }

  private static KeyPair pair(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static byte[] secret(Key own, PublicKey other, Provider provider) throws Exception {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
    agreement.init(own);
    agreement.doPhase(other, true);
    return agreement.generateSecret();
  }

  @ParameterizedTest
  @CsvSource({"HmacSHA224, 28", "HmacSHA256, 32", "HmacSHA384, 48", "HmacSHA512, 64"})
  void hmacKeysMakeTheSameMacs(String algorithm, int length) throws Exception {
    SecretKey key = secretKey(algorithm, length);
    KeyStore store = store();
    store.setKeyEntry(algorithm, key, null, null);
    Mac theirs = Mac.getInstance(algorithm, "SunJCE");
    theirs.init(key);
    Mac ours = Mac.getInstance(algorithm, importing);
    ours.init(store.getKey(algorithm, null));
    assertThat(ours.doFinal(MESSAGE)).isEqualTo(theirs.doFinal(MESSAGE));
  }

  private static SecretKey secretKey(String algorithm, int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return new SecretKeySpec(bytes, algorithm);
  }

  @Test
  void aesKeysEncrypt() throws Exception {
    KeyStore store = store();
    store.setKeyEntry("aes-imported", secretKey("AES", 32), null, null);
    Key key = store.getKey("aes-imported", null);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", importing);
    cipher.init(Cipher.ENCRYPT_MODE, key);
    byte[] message = cipher.doFinal(MESSAGE);
    cipher.init(Cipher.DECRYPT_MODE, key);
    assertThat(cipher.doFinal(message)).isEqualTo(MESSAGE);
    assertThat(metadata("aes-imported").origin()).isEqualTo(OriginType.EXTERNAL);
  }

  @ParameterizedTest
  @CsvSource({
    "AES, 16",
    "AES, 24",
    "HmacSHA256, 31",
    "HmacSHA256, 64",
    "DESede, 24",
    "HmacSHA1, 20"
  })
  void whatKmsHasNoKeysForIsRefusedBeforeAnyCall(String algorithm, int length) throws Exception {
    KeyStore store = store();
    assertThatThrownBy(() -> store.setKeyEntry("x", secretKey(algorithm, length), null, null))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining(algorithm)
        .hasMessageContaining("bits");
    kms.assertCalls(0, "CreateKey");
  }

  @Test
  void privateKeysThatKmsHasNotAreRefused() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    KeyPair small = generator.generateKeyPair();
    KeyPair ed448 = KeyPairGenerator.getInstance("Ed448").generateKeyPair();
    KeyStore store = store();
    for (KeyPair pair : List.of(small, ed448)) {
      Certificate[] chain = certified("x", pair.getPublic());
      assertThatThrownBy(() -> store.setKeyEntry("x", pair.getPrivate(), null, chain))
          .isInstanceOf(KeyStoreException.class)
          .hasMessageContaining("KMS imports");
    }
    Certificate[] other = certified("x", pair("secp256r1").getPublic());
    PrivateKey opaque = TestKms.key(kms.provider("name", "Another"), "rsa-2048");
    assertThatThrownBy(() -> store.setKeyEntry("x", opaque, null, other))
        .isInstanceOf(KeyStoreException.class);
    kms.assertCalls(0, "CreateKey");
  }

  /** Before there is a key that costs something. */
  @ParameterizedTest
  @CsvSource({"EC", "RSA", "Ed25519"})
  void aCertificateOfAnotherKeyIsRefused(String algorithm) throws Exception {
    KeyStore store = store();
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    Certificate[] other = certified("mixed", generator.generateKeyPair().getPublic());
    PrivateKey key = generator.generateKeyPair().getPrivate();
    assertThatThrownBy(() -> store.setKeyEntry("mixed", key, null, other))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("certificate is of another key");
    assertThat(store.containsAlias("mixed")).isFalse();
    kms.assertCalls(0, "CreateKey");
  }

  @Test
  void aChainInDisorderIsRefusedBeforeAnyCall() throws Exception {
    KeyPair pair = pair("secp256r1");
    Certificate leaf = certified("disorder", pair.getPublic())[0];
    KeyStore store = store();
    assertThatThrownBy(
            () ->
                store.setKeyEntry(
                    "disorder", pair.getPrivate(), null, new Certificate[] {leaf, leaf}))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("leaf first");
    kms.assertCalls(0, "CreateKey");
    kms.assertCalls(0, "CreateAlias");
  }

  @Test
  void aKeyWithoutItsNameIsNamedByTheFailure() throws Exception {
    KeyPair pair = pair("secp256r1");
    Certificate[] chain = certified("nameless", pair.getPublic());
    kms.local().faults().always("CreateAlias", Fault.accessDenied());
    KeyStore store = store();
    assertThatThrownBy(() -> store.setKeyEntry("nameless", pair.getPrivate(), null, chain))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("KMS key arn:aws:kms:")
        .hasMessageContaining("was made, has no name yet")
        .hasMessageContaining("aws kms create-alias --alias-name alias/nameless")
        .hasMessageContaining("aws kms schedule-key-deletion")
        .hasMessageContaining("KMS CreateAlias");
    kms.assertCalls(0, "ImportKeyMaterial");
  }

  /** As a program does that sets its keys whenever it starts. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theSameKeyAgainMakesNoSecondOne(boolean moveAliases) throws Exception {
    String move = String.valueOf(moveAliases);
    Provider provider = kms.provider("import", "true", "moveAliases", move);
    KeyPair pair = pair("secp256r1");
    Certificate[] chain = certified("again", pair.getPublic());
    SecretKey secret = secretKey("HmacSHA256", 32);
    for (int i = 0; i < 2; i++) {
      KeyStore store = TestKms.keyStore(provider);
      store.setKeyEntry("again-" + move, pair.getPrivate(), null, chain);
      store.setKeyEntry("secret-again-" + move, secret, null, null);
    }
    kms.assertCalls(2, "CreateKey");
    kms.assertCalls(2, "CreateAlias");
  }

  @Test
  void otherMaterialTakesTheNameOnlyWhereThatIsWanted() throws Exception {
    store().setKeyEntry("replaced", secretKey("HmacSHA256", 32), null, null);
    String before = metadata("replaced").arn();
    assertThatThrownBy(
            () -> store().setKeyEntry("replaced", secretKey("HmacSHA256", 32), null, null))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("IncorrectKeyMaterialException");
    KeyStore moving = TestKms.keyStore(kms.provider("import", "true", "moveAliases", "true"));
    moving.setKeyEntry("replaced", secretKey("HmacSHA256", 32), null, null);
    assertThat(metadata("replaced").arn()).isNotEqualTo(before);
  }

  @Test
  void accountsOfOthersGetNoKeys() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider("import", "true", "accounts", "111122223333"));
    assertThatThrownBy(() -> store.setKeyEntry("x", secretKey("AES", 32), null, null))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("outside the scope");
    kms.assertCalls(0, "CreateKey");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GetParametersForImport", "ImportKeyMaterial", "GetPublicKey"})
  void aFailureNamesTheKeyThatWasMade(String operation) throws Exception {
    KeyPair pair = pair("secp256r1");
    String alias = "fails-" + operation;
    Certificate[] chain = certified(alias, pair.getPublic());
    kms.local().faults().always(operation, Fault.accessDenied());
    KeyStore store = store();
    assertThatThrownBy(() -> store.setKeyEntry(alias, pair.getPrivate(), null, chain))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("KMS key arn:aws:kms:")
        .hasMessageContaining("was made, is alias/" + alias + ", and its import broke off")
        .hasMessageContaining("access was denied");
    kms.assertCalls(1, "CreateKey");
  }

  /** A second attempt by itself could make a second key. */
  @Test
  void keysAreMadeOnce() throws Exception {
    kms.local().faults().always("CreateKey", Fault.internalError());
    KeyStore store = store();
    assertThatThrownBy(() -> store.setKeyEntry("once", secretKey("AES", 32), null, null))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("KMS CreateKey failed")
        .hasMessageContaining("CloudTrail shows CreateKey");
    kms.assertCalls(1, "CreateKey");
  }

  @Test
  void deletedMaterialComesBackAndOnlyThat() throws Exception {
    KeyStore store = store();
    SecretKey key = secretKey("HmacSHA256", 32);
    store.setKeyEntry("returns", key, null, null);
    String arn = metadata("returns").arn();
    admin.deleteImportedKeyMaterial(r -> r.keyId(arn));
    // Who imported it a moment ago would wait for KMS to know it.
    KeyStore again = TestKms.keyStore(kms.provider("import", "true"));
    assertThatThrownBy(() -> again.setKeyEntry("returns", secretKey("HmacSHA256", 32), null, null))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining(arn)
        .hasMessageContaining("not the one that this key had")
        .hasMessageContaining("IncorrectKeyMaterialException");
    again.setKeyEntry("returns", key, null, null);
    assertThat(metadata("returns").keyStateAsString()).isEqualTo("Enabled");
    assertThat(((KmsKey) again.getKey("returns", null)).arn()).isEqualTo(arn);
    kms.assertCalls(1, "CreateKey");
  }

  @Test
  void anAliasOfAnotherKeyIsNotTaken() throws Exception {
    KeyStore store = store();
    assertThatThrownBy(() -> store.setKeyEntry(TestKms.SYMMETRIC, secretKey("AES", 32), null, null))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("names another key")
        .hasMessageContaining(kms.arn(TestKms.SYMMETRIC));
    kms.assertCalls(0, "CreateKey");
    kms.create("to-be-moved", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    KeyStore moving = TestKms.keyStore(kms.provider("import", "true", "moveAliases", "true"));
    moving.setKeyEntry("to-be-moved", secretKey("AES", 32), null, null);
    assertThat(metadata("to-be-moved").origin()).isEqualTo(OriginType.EXTERNAL);
  }

  @Test
  void theScopeHoldsForNewKeysToo() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider("import", "true", "keys", "listed"));
    assertThatThrownBy(() -> store.setKeyEntry("unlisted", secretKey("AES", 32), null, null))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("outside the scope");
    kms.assertCalls(0, "CreateKey");
    store.setKeyEntry("listed", secretKey("AES", 32), null, null);
    assertThat(store.getKey("listed", null)).isNotNull();
  }

  @Test
  void certificatesOfX509() throws Exception {
    X509Certificate certificate =
        (X509Certificate) certified("c", pair("secp256r1").getPublic())[0];
    KeyStore store = store();
    assertThatThrownBy(
            () ->
                store.setKeyEntry("x", secretKey("AES", 32), null, new Certificate[] {certificate}))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("secret key without one");
  }
}
