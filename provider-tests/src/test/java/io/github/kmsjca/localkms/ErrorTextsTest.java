package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Refusals with their texts, as others recorded them from AWS: the error recordings of LocalStack's
 * tests, and those that floci's authors compared with AWS in 2026.
 */
final class ErrorTextsTest extends KmsTest {
  private static final String ENUM =
      "failed to satisfy constraint: Member must satisfy enum value set: ";
  private static final String NULL = "failed to satisfy constraint: Member must not be null";
  private static final String ALIAS = "Key Aliases are not supported for this operation.";

  /**
   * Operation, input, error and text, which is absent where KMS says nothing. A name in angle
   * brackets is the ARN of a key of that kind, and a number stands for so many bytes.
   */
  private static final String TABLE =
      """
      GenerateRandom|{}|Validation|NumberOfBytes is required.
      GenerateRandom|{'NumberOfBytes':0}|Validation|1 validation error detected: Value '0' at 'numberOfBytes' failed to satisfy constraint: Member must have value greater than or equal to 1
      GenerateRandom|{'NumberOfBytes':1025}|Validation|1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have value less than or equal to 1024
      DescribeKey|{'KeyId':'fake-key-id'}|NotFound|Invalid keyId 'fake-key-id'
      DescribeKey|{'KeyId':'134f2428cec14b25a1ae9048164dba47'}|NotFound|Invalid keyId '134f2428cec14b25a1ae9048164dba47'
      DescribeKey|{'KeyId':'mrk-fake-key-id'}|NotFound|Invalid keyId 'mrk-fake-key-id'
      DescribeKey|{'KeyId':'<keys>foo'}|NotFound|Invalid keyId foo
      DescribeKey|{'KeyId':'<keys>12345678-1234-1234-1234-123456789012'}|NotFound|Key '<keys>12345678-1234-1234-1234-123456789012' does not exist
      DescribeKey|{'KeyId':'mrk-1234567812341234123412345678901a'}|NotFound|Key '<keys>mrk-1234567812341234123412345678901a' does not exist
      DescribeKey|{'KeyId':'786CA7CD-B74B-42B3-B887-902AD7AB6429'}|NotFound|Key '<keys>786CA7CD-B74B-42B3-B887-902AD7AB6429' does not exist
      DescribeKey|{'KeyId':'arn:aws:kms:eu-west-1:000000000000:key/x'}|NotFound|Invalid arn eu-west-1
      DescribeKey|{'KeyId':'alias/missing'}|NotFound|Alias arn:aws:kms:us-east-1:000000000000:alias/missing is not found.
      DescribeKey|{'KeyId':'\u30ad'}|Validation|1 validation error detected: Value '\u30ad' at 'keyId' failed to satisfy constraint: Member must satisfy regular expression pattern: ^\\p{ASCII}+$
      GetPublicKey|{'KeyId':''}|Validation|2 validation errors detected: Value '' at 'keyId' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'keyId' failed to satisfy constraint: Member must satisfy regular expression pattern: ^\\p{ASCII}+$
      CreateAlias|{'AliasName':'foo','TargetKeyId':'<aes>'}|Validation|Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html
      CreateAlias|{'AliasName':'alias/a','TargetKeyId':'alias/b'}|Validation|Aliases must refer to keys. Not aliases
      UpdateAlias|{'AliasName':'alias/missing','TargetKeyId':'<aes>'}|NotFound|Alias arn:aws:kms:us-east-1:000000000000:alias/missing is not found.
      CreateKey|{'KeySpec':'HMAC_256'}|Validation|You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.
      CreateKey|{'KeySpec':'RSA_2048','KeyUsage':'KEY_AGREEMENT'}|Validation|KeyUsage KEY_AGREEMENT is not compatible with KeySpec RSA_2048
      CreateKey|{'Tags':[{'TagKey':'aws:x','TagValue':''}]}|Tag|Tags beginning with aws: are reserved
      CreateKey|{'Tags':[{'TagKey':'AWS:x','TagValue':''}]}|Tag|Tags beginning with aws: are reserved
      TagResource|{'KeyId':'<aes>','Tags':[{'TagKey':'a','TagValue':''},{'TagKey':'a','TagValue':''}]}|Tag|Duplicate tag keys
      Sign|{'KeyId':'<ec>','Message':'<20>','MessageType':'DIGEST','SigningAlgorithm':'ECDSA_SHA_256'}|Validation|Digest is invalid length for algorithm ECDSA_SHA_256.
      Sign|{'KeyId':'<ed>','Message':'<20>','MessageType':'DIGEST','SigningAlgorithm':'ED25519_PH_SHA_512'}|Validation|Digest is invalid length for algorithm ED25519_PH_SHA_512.
      Sign|{'KeyId':'<ed>','Message':'<64>','MessageType':'DIGEST','SigningAlgorithm':'ED25519_SHA_512'}|Validation|Message type DIGEST is incompatible with algorithm ED25519_SHA_512.
      Sign|{'KeyId':'<dsa>','Message':'<64>','MessageType':'DIGEST','SigningAlgorithm':'ML_DSA_SHAKE_256'}|Validation|Message type DIGEST is incompatible with key spec ML_DSA_44.
      Sign|{'KeyId':'<ec>','Message':'<1>','SigningAlgorithm':'SYMMETRIC_DEFAULT'}|InvalidKeyUsage|Algorithm SYMMETRIC_DEFAULT is incompatible with key spec ECC_NIST_P256.
      Sign|{'KeyId':'<none>','Message':'<1>','SigningAlgorithm':'RSAES_OAEP_SHA_256'}|Validation|1 validation error detected: Value 'RSAES_OAEP_SHA_256' at 'signingAlgorithm' <enum>[RSASSA_PSS_SHA_256, RSASSA_PSS_SHA_384, RSASSA_PSS_SHA_512, RSASSA_PKCS1_V1_5_SHA_256, RSASSA_PKCS1_V1_5_SHA_384, RSASSA_PKCS1_V1_5_SHA_512, ECDSA_SHA_256, ECDSA_SHA_384, ECDSA_SHA_512, ED25519_SHA_512, ED25519_PH_SHA_512, SM2DSA, ML_DSA_SHAKE_256]
      Sign|{'KeyId':'<none>','Message':'<1>','SigningAlgorithm':'ECDSA_SHA_256','MessageType':'FOO'}|Validation|1 validation error detected: Value 'FOO' at 'messageType' <enum>[RAW, DIGEST, EXTERNAL_MU]
      Sign|{'KeyId':'<hmac>','Message':'<1>','SigningAlgorithm':'ECDSA_SHA_256'}|InvalidKeyUsage|<hmac> key usage is GENERATE_VERIFY_MAC which is not valid for Sign.
      Sign|{'KeyId':'<none>','SigningAlgorithm':'ECDSA_SHA_256'}|Validation|1 validation error detected: Value at 'message' <null>
      Sign|{'KeyId':'<none>','Message':'<4097>','SigningAlgorithm':'ECDSA_SHA_256'}|Validation|1 validation error detected: Value at 'message' failed to satisfy constraint: Member must have length less than or equal to 4096
      Verify|{'KeyId':'<none>','Message':'<1>','SigningAlgorithm':'ECDSA_SHA_256'}|Validation|1 validation error detected: Value null at 'signature' <null>
      Verify|{'KeyId':'<ec>','Message':'<1>','Signature':'<64>','SigningAlgorithm':'ECDSA_SHA_256'}|KMSInvalidSignature|
      Encrypt|{'KeyId':'<none>'}|Validation|1 validation error detected: Value at 'plaintext' <null>
      Encrypt|{'KeyId':'<none>','Plaintext':'<4097>'}|Validation|1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096
      Encrypt|{'KeyId':'<ec>','Plaintext':'<1>'}|InvalidKeyUsage|<ec> key usage is SIGN_VERIFY which is not valid for Encrypt.
      Encrypt|{'KeyId':'<rsa>','Plaintext':'<1>'}|InvalidKeyUsage|Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.
      Encrypt|{'KeyId':'<rsa>','Plaintext':'<215>','EncryptionAlgorithm':'RSAES_OAEP_SHA_1'}|Validation|Algorithm RSAES_OAEP_SHA_1 and key spec RSA_2048 cannot encrypt data larger than 214 bytes.
      Encrypt|{'KeyId':'<rsa>','Plaintext':'<191>','EncryptionAlgorithm':'RSAES_OAEP_SHA_256'}|Validation|Algorithm RSAES_OAEP_SHA_256 and key spec RSA_2048 cannot encrypt data larger than 190 bytes.
      Encrypt|{'KeyId':'<aes>','Plaintext':'<1>','EncryptionAlgorithm':'FOO'}|Validation|1 validation error detected: Value 'FOO' at 'encryptionAlgorithm' <enum>[RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256, SM2PKE, SYMMETRIC_DEFAULT]
      Encrypt|{'KeyId':'<empty>','Plaintext':'<1>'}|KMSInvalidState|<empty> is pending import.
      Decrypt|{}|Validation|1 validation error detected: Value null at 'ciphertextBlob' <null>
      Decrypt|{'CiphertextBlob':'<9>'}|InvalidCiphertext|
      Decrypt|{'CiphertextBlob':'<256>','KeyId':'<rsa>','EncryptionAlgorithm':'RSAES_OAEP_SHA_256'}|InvalidCiphertext|
      ReEncrypt|{'DestinationKeyId':'alias/missing'}|Validation|1 validation error detected: Value null at 'ciphertextBlob' <null>
      ReEncrypt|{'CiphertextBlob':'<3>'}|Validation|1 validation error detected: Value null at 'destinationKeyId' <null>
      GenerateMac|{'KeyId':'key_id','Message':'<1>','MacAlgorithm':'HMAC_SHA_384'}|NotFound|Invalid keyId 'key_id'
      GenerateMac|{'KeyId':'<hmac>','Message':'<1>','MacAlgorithm':'HMAC_SHA_512'}|InvalidKeyUsage|Algorithm HMAC_SHA_512 is incompatible with key spec HMAC_256.
      GenerateMac|{'KeyId':'<aes>','Message':'<1>','MacAlgorithm':'HMAC_SHA_256'}|InvalidKeyUsage|<aes> key usage is ENCRYPT_DECRYPT which is not valid for GenerateMac.
      GenerateMac|{'KeyId':'<none>','Message':'<1>','MacAlgorithm':'INVALID'}|Validation|1 validation error detected: Value 'INVALID' at 'macAlgorithm' <enum>[HMAC_SHA_384, HMAC_SHA_256, HMAC_SHA_224, HMAC_SHA_512]
      VerifyMac|{'KeyId':'<hmac>','Message':'<1>','Mac':'<32>','MacAlgorithm':'HMAC_SHA_256'}|KMSInvalidMac|
      VerifyMac|{'KeyId':'<none>','Message':'<1>','MacAlgorithm':'HMAC_SHA_256'}|Validation|1 validation error detected: Value null at 'mac' <null>
      DeriveSharedSecret|{'KeyId':'<ec>','KeyAgreementAlgorithm':'ECDH','PublicKey':'<9>'}|InvalidKeyUsage|<ec> key usage is SIGN_VERIFY which is not valid for DeriveSharedSecret.
      DeriveSharedSecret|{'KeyId':'<ecdh>','KeyAgreementAlgorithm':'INVALID','PublicKey':'<9>'}|Validation|1 validation error detected: Value 'INVALID' at 'keyAgreementAlgorithm' <enum>[ECDH]
      DeriveSharedSecret|{'KeyId':'<ecdh>','KeyAgreementAlgorithm':'ECDH','PublicKey':'<9>'}|Validation|
      GenerateDataKey|{'KeyId':'<rsa>','KeySpec':'AES_256'}|InvalidKeyUsage|You cannot generate a data key with an asymmetric CMK
      GenerateDataKey|{'KeyId':'<rsa>'}|Validation|Please specify either number of bytes or key spec.
      GenerateDataKeyPair|{'KeyId':'<aes>','KeyPairSpec':'ECC_NIST_P256','DryRun':true}|DryRunOperation|The request would have succeeded, but the DryRun option is set.
      GetPublicKey|{'KeyId':'<aes>'}|UnsupportedOperation|
      GetParametersForImport|{'KeyId':'<aes>','WrappingAlgorithm':'RSAES_OAEP_SHA_256','WrappingKeySpec':'RSA_2048'}|UnsupportedOperation|<aes> origin is AWS_KMS which is not valid for this operation.
      ImportKeyMaterial|{'KeyId':'<empty>','ImportToken':'<9>','EncryptedKeyMaterial':'<9>'}|Validation|A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES
      EnableKeyRotation|{'KeyId':'<hmac>'}|UnsupportedOperation|
      EnableKeyRotation|{'KeyId':'<empty>'}|UnsupportedOperation|<empty> origin is EXTERNAL which is not valid for this operation.
      DisableKeyRotation|{'KeyId':'<empty>'}|UnsupportedOperation|<empty> origin is EXTERNAL which is not valid for this operation.
      EnableKey|{'KeyId':'alias/x'}|InvalidArn|<alias>
      DisableKey|{'KeyId':'alias/x'}|InvalidArn|<alias>
      ScheduleKeyDeletion|{'KeyId':'alias/x'}|InvalidArn|<alias>
      CancelKeyDeletion|{'KeyId':'arn:aws:kms:us-east-1:000000000000:alias/x'}|InvalidArn|<alias>
      GetKeyRotationStatus|{'KeyId':'alias/x'}|InvalidArn|<alias>
      ListResourceTags|{'KeyId':'alias/x'}|InvalidArn|<alias>
      DeleteImportedKeyMaterial|{'KeyId':'alias/x'}|InvalidArn|<alias>
      """;

  private static final Map<String, String> KEYS =
      Map.of(
          "aes", "{}",
          "empty", "{\"Origin\":\"EXTERNAL\"}",
          "ec", key("ECC_NIST_P256", "SIGN_VERIFY"),
          "ecdh", key("ECC_NIST_P256", "KEY_AGREEMENT"),
          "ed", key("ECC_NIST_EDWARDS25519", "SIGN_VERIFY"),
          "dsa", key("ML_DSA_44", "SIGN_VERIFY"),
          "rsa", key("RSA_2048", "ENCRYPT_DECRYPT"),
          "hmac", key("HMAC_256", "GENERATE_VERIFY_MAC"));

  private static final Pattern PLACE = Pattern.compile("<(\\w+)>");
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, String> filled =
      new HashMap<>(
          Map.of(
              "keys", "arn:aws:kms:us-east-1:000000000000:key/",
              "none", "00000000-0000-0000-0000-000000000000",
              "enum", ENUM,
              "null", NULL,
              "alias", ALIAS));

  static Stream<List<String>> refusals() {
    return TABLE.lines().map(line -> List.of(line.split("\\|", -1)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalHasItsTypeAndText(List<String> row) throws JsonProcessingException {
    String input = filled(row.get(1).replace('\'', '"'));
    JsonNode answer = answer(row.get(0), input);
    assertThat(answer.path("__type").asText()).isEqualTo(row.get(2) + "Exception");
    assertThat(answer.path("message").asText("")).isEqualTo(filled(row.get(3)));
  }

  @Test
  void aKeyThatDoesNotRotateMayBeToldNotTo() throws JsonProcessingException {
    assertThat(answer("DisableKeyRotation", filled("{\"KeyId\":\"<hmac>\"}"))).isEmpty();
    assertThat(answer("DisableKeyRotation", filled("{\"KeyId\":\"<rsa>\"}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{} trailing",
        "{}{}",
        "{} ]",
        "{\"Limit\":1,\"Limit\":2}",
        "\uFEFF{}",
        "{\"Limit\":1"
      })
  void aBodyIsOneObjectWithEachMemberOnce(String body) throws JsonProcessingException {
    assertThat(answer("ListKeys", body).path("__type").asText())
        .isEqualTo("SerializationException");
  }

  @Test
  void aBodyIsUtf8() throws JsonProcessingException {
    String answer = new RawCalls(localKms, clock).call("ListKeys", "{}".getBytes(UTF_16LE));
    assertThat(JSON.readTree(answer).path("__type").asText()).isEqualTo("SerializationException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ML_DSA_44", "ECC_NIST_EDWARDS25519", "ML_KEM_512"})
  void theOldNameOfTheKeySpecKnowsNoNewerOnes(String spec) throws JsonProcessingException {
    JsonNode answer = answer("CreateKey", "{\"CustomerMasterKeySpec\":\"" + spec + "\"}");
    assertThat(answer.path("__type").asText()).isEqualTo("ValidationException");
    assertThat(answer.path("message").asText())
        .startsWith("1 validation error detected: Value '" + spec + "' at 'customerMasterKeySpec'")
        .endsWith("HMAC_512, SM2]");
  }

  private JsonNode answer(String operation, String body) throws JsonProcessingException {
    return JSON.readTree(new RawCalls(localKms, clock).call(operation, body));
  }

  private String filled(String text) {
    Matcher place = PLACE.matcher(text);
    return place.replaceAll(one -> Matcher.quoteReplacement(filling(one.group(1))));
  }

  private String filling(String name) {
    return Character.isDigit(name.charAt(0))
        ? Base64.getEncoder().encodeToString(new byte[Integer.parseInt(name)])
        : filled.computeIfAbsent(name, this::made);
  }

  private String made(String name) {
    try {
      return answer("CreateKey", Objects.requireNonNull(KEYS.get(name), name))
          .path("KeyMetadata")
          .path("Arn")
          .asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String key(String spec, String usage) {
    return "{\"KeySpec\":\"" + spec + "\",\"KeyUsage\":\"" + usage + "\"}";
  }
}
