package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.github.kmsjca.testkit.TestKeys;
import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.RecipientInfo;

/** Plaintexts that only an enclave gets to see. */
final class RecipientTest extends KmsTest {
  private static final String REFUSED = "The attestation document of the recipient is not valid.";
  private static final byte[] PCR0 = new byte[48];

  private final KeyPair enclave = TestKeys.seeded().generate("RSA_2048");

  @Test
  void whatKmsDecryptsOnlyTheEnclaveReads() throws Exception {
    String key = kms.createKey().keyMetadata().arn();
    SdkBytes blob =
        kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("secret")))
            .ciphertextBlob();
    DecryptResponse answer =
        kms.decrypt(r -> r.ciphertextBlob(blob).recipient(recipient(document())));
    assertThat(answer.plaintext()).isNull();
    assertThat(answer.keyMaterialId()).isNull();
    assertThat(answer.keyId()).isEqualTo(key);
    assertThat(opened(answer.ciphertextForRecipient())).asString().isEqualTo("secret");
    assertThat(answer.ciphertextForRecipient().asByteArray()).startsWith(0x30, 0x80);
  }

  @Test
  void soIsWhatKmsMakes() throws Exception {
    String key = kms.createKey().keyMetadata().arn();
    GenerateDataKeyResponse dataKey =
        kms.generateDataKey(r -> r.keyId(key).keySpec("AES_256").recipient(recipient(document())));
    assertThat(dataKey.plaintext()).isNull();
    assertThat(dataKey.keyMaterialId()).isNull();
    assertThat(opened(dataKey.ciphertextForRecipient()))
        .isEqualTo(
            kms.decrypt(r -> r.ciphertextBlob(dataKey.ciphertextBlob())).plaintext().asByteArray());
    GenerateDataKeyPairResponse pair =
        kms.generateDataKeyPair(
            r -> r.keyId(key).keyPairSpec("RSA_4096").recipient(recipient(document())));
    assertThat(pair.privateKeyPlaintext()).isNull();
    assertThat(opened(pair.ciphertextForRecipient()))
        .isEqualTo(
            kms.decrypt(r -> r.ciphertextBlob(pair.privateKeyCiphertextBlob()))
                .plaintext()
                .asByteArray());
    var random = kms.generateRandom(r -> r.numberOfBytes(20).recipient(recipient(document())));
    assertThat(random.plaintext()).isNull();
    assertThat(opened(random.ciphertextForRecipient())).hasSize(20);
  }

  @Test
  void soIsASharedSecret() throws Exception {
    String key = key(KeySpec.ECC_NIST_P256, KeyUsageType.KEY_AGREEMENT);
    SdkBytes peer = kms.getPublicKey(r -> r.keyId(key)).publicKey();
    var plain =
        kms.deriveSharedSecret(r -> r.keyId(key).publicKey(peer).keyAgreementAlgorithm("ECDH"));
    var sealed =
        kms.deriveSharedSecret(
            r ->
                r.keyId(key)
                    .publicKey(peer)
                    .keyAgreementAlgorithm("ECDH")
                    .recipient(recipient(document())));
    assertThat(sealed.sharedSecret()).isNull();
    assertThat(opened(sealed.ciphertextForRecipient()))
        .isEqualTo(plain.sharedSecret().asByteArray());
  }

  @Test
  void otherReadersFindTheDocumentInOrder() throws Exception {
    byte[] document =
        localKms
            .attestations()
            .document()
            .pcr(0, PCR0)
            .pcr(8, PCR0)
            .publicKey(enclave.getPublic())
            .userData(new byte[] {1})
            .nonce(new byte[] {2, 3})
            .issue();
    ObjectMapper cbor = new ObjectMapper(new CBORFactory());
    JsonNode parts = cbor.readTree(document);
    assertThat(parts).hasSize(4);
    JsonNode payload = cbor.readTree(parts.get(2).binaryValue());
    assertThat(payload.path("digest").textValue()).isEqualTo("SHA384");
    assertThat(payload.path("module_id").textValue()).startsWith("i-");
    assertThat(payload.path("pcrs")).hasSize(2);
    assertThat(payload.path("user_data").binaryValue()).containsExactly(1);
    assertThat(payload.path("nonce").binaryValue()).containsExactly(2, 3);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    X509Certificate leaf =
        (X509Certificate)
            factory.generateCertificate(
                new ByteArrayInputStream(payload.path("certificate").binaryValue()));
    X509Certificate root =
        (X509Certificate)
            factory.generateCertificate(
                new ByteArrayInputStream(payload.path("cabundle").get(0).binaryValue()));
    leaf.verify(root.getPublicKey());
    Signature signature = Signature.getInstance("SHA384withECDSAinP1363Format");
    signature.initVerify(leaf.getPublicKey());
    signature.update(
        cbor.writeValueAsBytes(
            cbor.createArrayNode()
                .add("Signature1")
                .add(parts.get(0).binaryValue())
                .add(new byte[0])
                .add(parts.get(2).binaryValue())));
    assertThat(signature.verify(parts.get(3).binaryValue())).isTrue();
  }

  @Test
  void whateverIsAlteredIsRefused() {
    byte[] document = document();
    for (int position = 0; position < document.length; position += 7) {
      byte[] flipped = document.clone();
      flipped[position] ^= 1;
      assertRefused(flipped);
    }
    for (int length : List.of(1, 100, document.length - 1, document.length + 1)) {
      assertRefused(Arrays.copyOf(document, length));
    }
    assertRefused(new byte[] {(byte) 0x9b, 127, 127, 127, 127, 127, 127, 127, 127});
    byte[] deep = new byte[1000];
    Arrays.fill(deep, (byte) 0x81);
    assertRefused(deep);
  }

  @Test
  void whatIsOldOrOfOthersIsRefused() {
    byte[] document = document();
    kms.generateRandom(r -> r.numberOfBytes(1).recipient(recipient(document)));
    moveClock(Duration.ofMinutes(6));
    assertRefused(document);
    moveClock(Duration.ofMinutes(-12));
    assertRefused(document);
    try (LocalKms other = LocalKms.builder().clock(clock).start()) {
      assertRefused(other.attestations().document().publicKey(enclave.getPublic()).issue());
    }
  }

  @Test
  void anEnclaveHasAnRsaKey() {
    assertRefused(localKms.attestations().document().pcr(0, PCR0).issue());
    assertRefused(
        localKms
            .attestations()
            .document()
            .publicKey(TestKeys.seeded().generate("ECC_NIST_P256").getPublic())
            .issue());
    List<Consumer<RecipientInfo.Builder>> incomplete = new ArrayList<>();
    incomplete.add(r -> r.keyEncryptionAlgorithm("RSAES_OAEP_SHA_256"));
    incomplete.add(r -> r.attestationDocument(SdkBytes.fromByteArray(document())));
    incomplete.add(
        recipient(document()).andThen(r -> r.keyEncryptionAlgorithm("RSAES_OAEP_SHA_1")));
    incomplete.forEach(
        recipient ->
            refusal(
                () -> kms.generateRandom(r -> r.numberOfBytes(1).recipient(recipient)),
                "ValidationException"));
  }

  @Test
  void aDryRunLooksAtTheDocumentToo() {
    String key = kms.createKey().keyMetadata().arn();
    SdkBytes blob =
        kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x"))).ciphertextBlob();
    refusal(
        () ->
            kms.decrypt(r -> r.ciphertextBlob(blob).dryRun(true).recipient(recipient(document()))),
        "DryRunOperationException");
    refusal(
        () ->
            kms.decrypt(r -> r.ciphertextBlob(blob).dryRun(true).recipient(recipient(new byte[9]))),
        "ValidationException");
  }

  @Test
  void aDocumentHasItsLimits() {
    AttestationIssuer.Document document = localKms.attestations().document();
    assertThatIllegalArgumentException().isThrownBy(() -> document.pcr(32, PCR0));
    assertThatIllegalArgumentException().isThrownBy(() -> document.pcr(-1, PCR0));
    assertThatIllegalArgumentException().isThrownBy(() -> document.pcr(0, new byte[32]));
    assertThatIllegalArgumentException().isThrownBy(() -> document.nonce(new byte[1025]));
  }

  private byte[] document() {
    return localKms.attestations().document().pcr(0, PCR0).publicKey(enclave.getPublic()).issue();
  }

  private static Consumer<RecipientInfo.Builder> recipient(byte[] document) {
    return r ->
        r.keyEncryptionAlgorithm("RSAES_OAEP_SHA_256")
            .attestationDocument(SdkBytes.fromByteArray(document));
  }

  private void assertRefused(byte[] document) {
    assertRefused(
        () -> kms.generateRandom(r -> r.numberOfBytes(1).recipient(recipient(document))),
        "ValidationException",
        REFUSED);
  }

  /** Bouncy Castle opens it with the key of the enclave. */
  private byte[] opened(SdkBytes envelope) throws Exception {
    RecipientInformation recipient =
        new CMSEnvelopedData(envelope.asByteArray())
            .getRecipientInfos()
            .getRecipients()
            .iterator()
            .next();
    return recipient.getContent(
        new JceKeyTransEnvelopedRecipient(enclave.getPrivate())
            .setProvider(new BouncyCastleProvider()));
  }
}
