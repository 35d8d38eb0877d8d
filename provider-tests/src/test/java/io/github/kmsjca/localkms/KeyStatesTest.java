package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.dispatch.Dispatcher;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;

/** Every operation on a key in every state that the API can bring a key into. */
final class KeyStatesTest extends ImportedKeyTest {
  private static final Duration DELAY = Duration.ofMinutes(5);
  private static final String ELSEWHERE = "eu-west-1";

  /**
   * What each operation answers about the state of its key: {@code +} nothing, {@code -} that the
   * key is in that state, {@code n} that it is not pending deletion, {@code o} there is no such key
   * because its material cannot be imported.
   */
  private static final String TABLE =
      """
      operation                  key  Creating Enabled Disabled PendingDeletion PendingImport
      CancelKeyDeletion          aes  n        n       n        +               n
      CreateAlias                aes  +        +       +        -               +
      CreateGrant                aes  -        +       -        -               -
      Decapsulate                kem  -        +       -        -               o
      Decrypt                    aes  -        +       -        -               -
      DeleteImportedKeyMaterial  own  -        +       +        +               +
      DeriveSharedSecret         ecdh -        +       -        -               -
      DescribeKey                aes  +        +       +        +               +
      DisableKey                 aes  -        +       +        -               -
      DisableKeyRotation         aes  -        +       -        -               +
      EnableKey                  aes  -        +       +        -               -
      EnableKeyRotation          aes  -        +       -        -               +
      Encapsulate                kem  -        +       -        -               o
      Encrypt                    aes  -        +       -        -               -
      GenerateDataKey            aes  -        +       -        -               -
      GenerateDataKeyPair        aes  -        +       -        -               -
      GenerateDataKeyPairWithoutPlaintext aes - +       -        -               -
      GenerateDataKeyWithoutPlaintext aes -    +       -        -               -
      GenerateMac                hmac -        +       -        -               -
      GetKeyLastUsage            aes  +        +       +        +               +
      GetKeyPolicy               aes  +        +       +        +               +
      GetKeyRotationStatus       aes  +        +       +        +               +
      GetParametersForImport     own  -        +       +        -               +
      GetPublicKey               ec   -        +       +        -               -
      ImportKeyMaterial          own  -        +       +        -               +
      ListAliases                aes  +        +       +        +               +
      ListGrants                 aes  +        +       +        +               +
      ListKeyPolicies            aes  +        +       +        +               +
      ListKeyRotations           aes  +        +       +        +               +
      ListResourceTags           aes  +        +       +        +               +
      PutKeyPolicy               aes  +        +       +        +               +
      ReEncrypt                  aes  -        +       -        -               -
      ReplicateKey               aes  -        +       -        -               -
      RetireGrant                aes  +        +       +        +               +
      RevokeGrant                aes  +        +       +        +               +
      RotateKeyOnDemand          aes  -        +       -        -               -
      ScheduleKeyDeletion        aes  +        +       +        -               +
      Sign                       ec   -        +       -        -               -
      TagResource                aes  +        +       +        -               +
      UntagResource              aes  +        +       +        -               +
      UpdateAlias                aes  +        +       +        -               +
      UpdateKeyDescription       aes  +        +       +        -               +
      UpdatePrimaryRegion        aes  -        +       -        -               -
      Verify                     ec   -        +       -        -               -
      VerifyMac                  hmac -        +       -        -               -
      """;

  private static final String POLICY =
      """
      {"Version": "2012-10-17", "Statement":
        {"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"}}
      """;

  /** What an operation needs beside its key. */
  private static final Map<String, String> MEMBERS =
      Map.ofEntries(
          Map.entry("CreateAlias", "'AliasName':'alias/new'"),
          Map.entry(
              "CreateGrant",
              "'GranteePrincipal':'arn:aws:iam::000000000000:role/a','Operations':['Decrypt']"),
          Map.entry(
              "Decapsulate",
              "'SharedSecretCiphertextBlob':'eA==','EncapsulationAlgorithm':'ML_KEM'"),
          Map.entry("DeriveSharedSecret", "'PublicKey':'eA==','KeyAgreementAlgorithm':'ECDH'"),
          Map.entry("Encapsulate", "'EncapsulationAlgorithm':'ML_KEM'"),
          Map.entry("Encrypt", "'Plaintext':'eA=='"),
          Map.entry("GenerateDataKey", "'KeySpec':'AES_256'"),
          Map.entry("GenerateDataKeyPair", "'KeyPairSpec':'ECC_NIST_P256'"),
          Map.entry("GenerateDataKeyPairWithoutPlaintext", "'KeyPairSpec':'ECC_NIST_P256'"),
          Map.entry("GenerateDataKeyWithoutPlaintext", "'KeySpec':'AES_256'"),
          Map.entry("GenerateMac", "'Message':'eA==','MacAlgorithm':'HMAC_SHA_256'"),
          Map.entry(
              "GetParametersForImport",
              "'WrappingAlgorithm':'RSAES_OAEP_SHA_256','WrappingKeySpec':'RSA_2048'"),
          Map.entry(
              "ImportKeyMaterial",
              "'ImportToken':'eA==','EncryptedKeyMaterial':'eA==',"
                  + "'ExpirationModel':'KEY_MATERIAL_DOES_NOT_EXPIRE'"),
          Map.entry("ReplicateKey", "'ReplicaRegion':'ap-south-1'"),
          Map.entry("RetireGrant", "'GrantId':'none'"),
          Map.entry("RevokeGrant", "'GrantId':'none'"),
          Map.entry("Sign", "'Message':'eA==','SigningAlgorithm':'ECDSA_SHA_256'"),
          Map.entry("TagResource", "'Tags':[{'TagKey':'a','TagValue':'b'}]"),
          Map.entry("UntagResource", "'TagKeys':['a']"),
          Map.entry("UpdateAlias", "'AliasName':'alias/old'"),
          Map.entry("UpdateKeyDescription", "'Description':'a'"),
          Map.entry("UpdatePrimaryRegion", "'PrimaryRegion':'ap-south-1'"),
          Map.entry(
              "Verify", "'Message':'eA==','Signature':'eA==','SigningAlgorithm':'ECDSA_SHA_256'"),
          Map.entry("VerifyMac", "'Message':'eA==','Mac':'eA==','MacAlgorithm':'HMAC_SHA_256'"));

  private static final Map<String, KeySpec> SPECS =
      Map.of(
          "aes", KeySpec.SYMMETRIC_DEFAULT,
          "own", KeySpec.SYMMETRIC_DEFAULT,
          "ec", KeySpec.ECC_NIST_P256,
          "ecdh", KeySpec.ECC_NIST_P256,
          "hmac", KeySpec.HMAC_256,
          "kem", KeySpec.ML_KEM_512);

  private static final Map<String, KeyUsageType> USAGES =
      Map.of(
          "aes", KeyUsageType.ENCRYPT_DECRYPT,
          "own", KeyUsageType.ENCRYPT_DECRYPT,
          "ec", KeyUsageType.SIGN_VERIFY,
          "ecdh", KeyUsageType.KEY_AGREEMENT,
          "hmac", KeyUsageType.GENERATE_VERIFY_MAC,
          "kem", KeyUsageType.ENCAPSULATE_DECAPSULATE);

  private static final Set<String> WITHOUT_KEY =
      Set.of(
          "ConnectCustomKeyStore",
          "CreateCustomKeyStore",
          "CreateKey",
          "DeleteAlias",
          "DeleteCustomKeyStore",
          "DescribeCustomKeyStores",
          "DisconnectCustomKeyStore",
          "GenerateRandom",
          "ListKeys",
          "ListRetirableGrants",
          "UpdateCustomKeyStore");

  private static final JsonMapper JSON = new JsonMapper();

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    return super.configure(builder).consistencyDelay(DELAY);
  }

  /** One operation on a key in one state. */
  record Case(String operation, String key, KeyState state, String answer) {
    boolean imported() {
      return state == KeyState.PENDING_IMPORT || key.equals("own");
    }

    /** What the answer says that the key is. */
    String words() {
      return answer.equals("n")
          ? "not pending deletion"
          : state.toString().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    String errorType() {
      return state == KeyState.DISABLED && answer.equals("-")
          ? "DisabledException"
          : "KMSInvalidStateException";
    }

    @Override
    public String toString() {
      return operation + " " + state + " " + answer;
    }
  }

  @Test
  void everyOperationOnAKeyHasItsRow() {
    assertThat(rows().map(row -> row[0]))
        .containsExactlyInAnyOrderElementsOf(
            Dispatcher.operations().stream().filter(name -> !WITHOUT_KEY.contains(name)).toList());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anOperationTakesOrRefusesTheStateOfItsKey(Case one) throws JsonProcessingException {
    ObjectNode input = input(one);
    String arn = key(one, input);
    input.put(memberOfKey(one.operation()), arn);
    assertThat(describe(arn).keyState()).isEqualTo(one.state());
    JsonNode answer =
        JSON.readTree(new RawCalls(localKms, clock).call(one.operation(), input.toString()));
    if (one.answer().equals("+")) {
      assertThat(answer.path("__type").asText())
          .isNotIn("DisabledException", "KMSInvalidStateException");
      if (!answer.has("__type")) {
        assertShape(answer, ModelOracle.output(one.operation()));
      }
    } else {
      assertThat(answer.path("__type").asText()).isEqualTo(one.errorType());
      assertThat(answer.path("message").asText()).isEqualTo(arn + " is " + one.words() + ".");
    }
  }

  /** An answer has no members but those that the SDK knows, and of the type that it expects. */
  private static void assertShape(JsonNode answer, List<ModelOracle.Member> model) {
    answer
        .properties()
        .forEach(
            field -> {
              ModelOracle.Member member =
                  model.stream()
                      .filter(one -> one.name().equals(field.getKey()))
                      .findFirst()
                      .orElseThrow(() -> new AssertionError("The SDK does not know " + field));
              assertThat(member.fits(field.getValue())).as(field.toString()).isTrue();
              if (field.getValue().isObject() && !member.members().isEmpty()) {
                assertShape(field.getValue(), member.members());
              }
              if (field.getValue().isArray() && !member.members().isEmpty()) {
                field.getValue().forEach(element -> assertShape(element, member.members()));
              }
            });
  }

  static Stream<Case> cases() {
    List<KeyState> states =
        Stream.of(TABLE.lines().findFirst().orElseThrow().split(" +"))
            .skip(2)
            .map(KeyState::fromValue)
            .toList();
    return rows()
        .flatMap(
            row ->
                states.stream()
                    .map(state -> new Case(row[0], row[1], state, row[2 + states.indexOf(state)])))
        .filter(one -> !one.answer().equals("o"));
  }

  private static Stream<String[]> rows() {
    return TABLE.lines().skip(1).map(line -> line.split(" +"));
  }

  /** The input but for the key, and all that it names. */
  private ObjectNode input(Case one) throws JsonProcessingException {
    String members = MEMBERS.getOrDefault(one.operation(), "");
    ObjectNode input = (ObjectNode) JSON.readTree(("{" + members + "}").replace('\'', '"'));
    if (one.operation().equals("PutKeyPolicy")) {
      input.put("Policy", POLICY);
    }
    if (one.operation().equals("ReEncrypt") || one.operation().equals("UpdateAlias")) {
      String other = kms.createKey().keyMetadata().arn();
      wait(REGION);
      kms.createAlias(r -> r.aliasName("alias/old").targetKeyId(other));
      input.put("CiphertextBlob", ciphertext(other));
    }
    return input;
  }

  private static String memberOfKey(String operation) {
    return switch (operation) {
      case "CreateAlias", "UpdateAlias" -> "TargetKeyId";
      case "ReEncrypt" -> "DestinationKeyId";
      default -> "KeyId";
    };
  }

  /** The ARN of a key of that kind, in that state. */
  private String key(Case one, ObjectNode input) {
    String home = one.state() == KeyState.CREATING ? ELSEWHERE : REGION;
    boolean copied = one.state() == KeyState.CREATING || one.operation().equals("ReplicateKey");
    kms = client(home);
    String key =
        kms.createKey(
                r ->
                    r.keySpec(SPECS.get(one.key()))
                        .keyUsage(USAGES.get(one.key()))
                        .multiRegion(copied)
                        .origin(one.imported() ? OriginType.EXTERNAL : OriginType.AWS_KMS))
            .keyMetadata()
            .arn();
    wait(home);
    if (one.imported() && SPECS.get(one.key()) == KeySpec.SYMMETRIC_DEFAULT) {
      importTo(key, randomBytes(32), FOREVER);
      wait(home);
    }
    if (one.operation().equals("Decrypt")) {
      input.put("CiphertextBlob", ciphertext(key));
    }
    bring(key, one.state());
    kms = client(REGION);
    return key.replace(home, REGION);
  }

  private void bring(String key, KeyState state) {
    switch (state) {
      case CREATING -> kms.replicateKey(r -> r.keyId(key).replicaRegion(REGION));
      case DISABLED -> kms.disableKey(r -> r.keyId(key));
      case PENDING_DELETION -> kms.scheduleKeyDeletion(r -> r.keyId(key));
      case PENDING_IMPORT -> kms.deleteImportedKeyMaterial(r -> r.keyId(key));
      default -> assertThat(state).isEqualTo(KeyState.ENABLED);
    }
  }

  /** Until all calls know what has been made. */
  private void wait(String region) {
    moveClock(DELAY);
    kms = client(region);
  }

  private byte[] ciphertext(String key) {
    return kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x")))
        .ciphertextBlob()
        .asByteArray();
  }
}
