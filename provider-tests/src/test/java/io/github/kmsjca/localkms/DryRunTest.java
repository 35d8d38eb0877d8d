package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.TestKeys;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Every operation that can be dry run: it tells what a call would find, and does nothing else. */
final class DryRunTest extends KmsTest {
  private static final String UNKNOWN = "12345678-1234-1234-1234-123456789012";

  private final RawCalls raw = new RawCalls(localKms, clock);

  /** The operations, their keys, and the rest of a good input; BLOB is a ciphertext of the key. */
  enum Row {
    ENCRYPT("Encrypt", Kind.SYMMETRIC, "'Plaintext':'eA=='"),
    DECRYPT("Decrypt", Kind.SYMMETRIC, "'CiphertextBlob':'BLOB'"),
    RE_ENCRYPT("ReEncrypt", Kind.SYMMETRIC, "'CiphertextBlob':'BLOB'"),
    DATA_KEY("GenerateDataKey", Kind.SYMMETRIC, "'KeySpec':'AES_256'"),
    DATA_KEY_ONLY_WRAPPED("GenerateDataKeyWithoutPlaintext", Kind.SYMMETRIC, "'NumberOfBytes':32"),
    PAIR("GenerateDataKeyPair", Kind.SYMMETRIC, "'KeyPairSpec':'RSA_4096'"),
    PAIR_ONLY_WRAPPED(
        "GenerateDataKeyPairWithoutPlaintext", Kind.SYMMETRIC, "'KeyPairSpec':'ML_KEM_768'"),
    SIGN("Sign", Kind.SIGNING, "'Message':'eA==','SigningAlgorithm':'ECDSA_SHA_256'"),
    VERIFY(
        "Verify",
        Kind.SIGNING,
        "'Message':'eA==','Signature':'eA==','SigningAlgorithm':'ECDSA_SHA_256'"),
    MAC("GenerateMac", Kind.HMAC, "'Message':'eA==','MacAlgorithm':'HMAC_SHA_256'"),
    VERIFY_MAC(
        "VerifyMac", Kind.HMAC, "'Message':'eA==','Mac':'eA==','MacAlgorithm':'HMAC_SHA_256'"),
    DERIVE(
        "DeriveSharedSecret", Kind.AGREEMENT, "'KeyAgreementAlgorithm':'ECDH','PublicKey':'PEER'"),
    ENCAPSULATE("Encapsulate", Kind.KEM, "'EncapsulationAlgorithm':'ML_KEM'"),
    DECAPSULATE(
        "Decapsulate",
        Kind.KEM,
        "'EncapsulationAlgorithm':'ML_KEM','SharedSecretCiphertextBlob':'KEM'");

    private final String operation;
    private final Kind kind;
    private final String rest;

    Row(String operation, Kind kind, String rest) {
      this.operation = operation;
      this.kind = kind;
      this.rest = rest;
    }

    String input(String key, String blob, String more) {
      String names =
          this == RE_ENCRYPT
              ? "'SourceKeyId':'%1$s','DestinationKeyId':'%1$s'".formatted(key)
              : "'KeyId':'%s'".formatted(key);
      String peer =
          Base64.getEncoder()
              .encodeToString(TestKeys.seeded().generate("ECC_NIST_P256").getPublic().getEncoded());
      String kem = Base64.getEncoder().encodeToString(new byte[768]);
      return ("{" + names + "," + rest + "," + more + "}")
          .replace("BLOB", blob)
          .replace("PEER", peer)
          .replace("'KEM'", "'" + kem + "'")
          .replace('\'', '"');
    }

    /** What a key of another kind is refused with; a ciphertext tells more than the usage. */
    String refusalOfOtherKeys() {
      return this == DECRYPT || this == RE_ENCRYPT
          ? "IncorrectKeyException|InvalidKeyUsageException"
          : "InvalidKeyUsageException";
    }
  }

  private enum Kind {
    SYMMETRIC(KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT),
    SIGNING(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY),
    HMAC(KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC),
    AGREEMENT(KeySpec.ECC_NIST_P256, KeyUsageType.KEY_AGREEMENT),
    KEM(KeySpec.ML_KEM_512, KeyUsageType.ENCAPSULATE_DECAPSULATE);

    private final KeySpec spec;
    private final KeyUsageType usage;

    Kind(KeySpec spec, KeyUsageType usage) {
      this.spec = spec;
      this.usage = usage;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aGoodCallWouldHaveSucceeded(Row row) {
    String key = key(row);
    assertAnswer(row, key, "'DryRun':true", "DryRunOperationException");
    assertThat(raw.call(row.operation, row.input(key, blob(row, key), "'DryRun':true")))
        .contains("The request would have succeeded, but the DryRun option is set.");
  }

  @ParameterizedTest
  @EnumSource
  void aBadCallIsRefusedAsWithoutDryRun(Row row) {
    String key = key(row);
    String blob = blob(row, key);
    String other = row.kind == Kind.SIGNING ? key(Row.MAC) : signingKey();
    assertThat(raw.call(row.operation, row.input(other, blob, "'DryRun':true")))
        .containsPattern("\"__type\":\"(" + row.refusalOfOtherKeys() + ")\"");
    assertThat(raw.call(row.operation, row.input(UNKNOWN, blob, "'DryRun':true")))
        .contains("\"NotFoundException\"");
    assertThat(raw.call(row.operation, "{\"DryRun\":true}")).contains("\"ValidationException\"");
    assertAnswer(row, key, "'DryRun':'true'", "SerializationException");
    kms.disableKey(r -> r.keyId(key));
    assertThat(raw.call(row.operation, row.input(key, blob, "'DryRun':true")))
        .contains("\"DisabledException\"", key + " is disabled.");
    kms.scheduleKeyDeletion(r -> r.keyId(key));
    assertThat(raw.call(row.operation, row.input(key, blob, "'DryRun':true")))
        .contains("\"KMSInvalidStateException\"", key + " is pending deletion.");
  }

  @ParameterizedTest
  @EnumSource
  void oneOperationCanBeDenied(Row row) {
    String key = key(row);
    String blob = blob(row, key);
    localKms.faults().next(row.operation, Fault.accessDenied());
    kms.describeKey(r -> r.keyId(key));
    String input = row.input(key, blob, "'DryRun':true");
    assertThat(raw.call(row.operation, input)).contains("\"AccessDeniedException\"");
    assertThat(raw.call(row.operation, input)).contains("\"DryRunOperationException\"");
  }

  /** No grants exist here, but their tokens have a shape all the same. */
  @ParameterizedTest
  @EnumSource
  void grantTokensAreChecked(Row row) {
    String key = key(row);
    String longest = "x".repeat(8192);
    assertAnswer(row, key, "'GrantTokens':['" + longest + "']", "InvalidGrantTokenException");
    assertAnswer(row, key, "'DryRun':true,'GrantTokens':['made-up']", "InvalidGrantTokenException");
    assertAnswer(row, key, "'DryRun':true,'GrantTokens':[]", "DryRunOperationException");
    assertAnswer(row, key, "'GrantTokens':['" + longest + "x']", "ValidationException");
    assertAnswer(row, key, "'GrantTokens':['']", "ValidationException");
    assertAnswer(row, key, "'GrantTokens':['a'" + ",'a'".repeat(10) + "]", "ValidationException");
    assertAnswer(row, key, "'GrantTokens':'a'", "SerializationException");
    assertAnswer(row, key, "'GrantTokens':[1]", "SerializationException");
  }

  private String key(Row row) {
    return key(row.kind.spec, row.kind.usage);
  }

  private String blob(Row row, String key) {
    if (row.kind != Kind.SYMMETRIC) {
      return "";
    }
    byte[] blob =
        kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x")))
            .ciphertextBlob()
            .asByteArray();
    return Base64.getEncoder().encodeToString(blob);
  }

  private void assertAnswer(Row row, String key, String more, String type) {
    assertThat(raw.call(row.operation, row.input(key, blob(row, key), more)))
        .startsWith("{\"__type\":\"" + type + "\"");
  }
}
