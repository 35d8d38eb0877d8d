package io.github.kmsjca.localkms.internal.dispatch;

import io.github.kmsjca.localkms.internal.model.EncryptionAlgorithm;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.MessageType;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Recipient;
import io.github.kmsjca.localkms.internal.policy.ConditionContext;
import io.github.kmsjca.localkms.internal.state.Alias;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Store;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a call says to the conditions of policies. See <a
 * href="https://docs.aws.amazon.com/kms/latest/developerguide/policy-conditions.html">condition
 * keys of KMS</a>. A service of AWS is never between caller and key here, so that {@code
 * kms:ViaService} is absent; and a policy that insists on TLS is content, as KMS itself never
 * answers without.
 *
 * @param key null for a call that concerns none
 */
record CallContext(Authorizer call, String action, @Nullable KmsKey key, Store store)
    implements ConditionContext {
  private static final String CONTEXT = "kms:encryptioncontext:";
  private static final String ATTESTATION = "kms:recipientattestation:";
  private static final String REGISTER = "pcr";
  private static final String RESOURCE_TAG = "aws:resourcetag/";
  private static final String REQUEST_TAG = "aws:requesttag/";
  private static final String ALIAS = "alias/";

  @Override
  public List<String> values(String name) {
    if (name.startsWith(CONTEXT)) {
      return ignoringCase(encryptionContext(), name.substring(CONTEXT.length()));
    }
    if (name.startsWith(RESOURCE_TAG)) {
      return key == null
          ? List.of()
          : ignoringCase(key.tags(), name.substring(RESOURCE_TAG.length()));
    }
    if (name.startsWith(REQUEST_TAG)) {
      return requestTag(name.substring(REQUEST_TAG.length()));
    }
    if (name.startsWith(ATTESTATION)) {
      return attested(name.substring(ATTESTATION.length()));
    }
    List<String> values = ofCall(name);
    if (values.isEmpty()) {
      values = ofKey(name);
    }
    return values.isEmpty() ? call.principal().values(name) : values;
  }

  /** The encryption context that the action is about: of the grant to be, or of one side. */
  SortedMap<String, String> encryptionContext() {
    Input input = call.input();
    if (call.row().name().equals("CreateGrant")) {
      return input
          .structure("Constraints")
          .map(
              constraints ->
                  constraints.has("EncryptionContextEquals")
                      ? constraints.textsByName("EncryptionContextEquals")
                      : constraints.textsByName("EncryptionContextSubset"))
          .orElseGet(TreeMap::new);
    }
    return input.textsByName(side() + "EncryptionContext");
  }

  private String side() {
    return switch (action) {
      case "kms:ReEncryptFrom" -> "Source";
      case "kms:ReEncryptTo" -> "Destination";
      default -> "";
    };
  }

  private List<String> ofCall(String name) {
    Input input = call.input();
    return switch (name) {
      case "kms:encryptioncontextkeys" -> List.copyOf(encryptionContext().keySet());
      case "kms:encryptionalgorithm" -> encryptionAlgorithm();
      case "kms:signingalgorithm" -> text("SigningAlgorithm");
      case "kms:macalgorithm" -> text("MacAlgorithm");
      case "kms:keyagreementalgorithm" -> text("KeyAgreementAlgorithm");
      case "kms:messagetype" ->
          input.has("SigningAlgorithm")
              ? List.of(input.text("MessageType").orElse(MessageType.RAW.name()))
              : List.of();
      case "kms:datakeypairspec" -> text("KeyPairSpec");
      case "kms:wrappingalgorithm" -> text("WrappingAlgorithm");
      case "kms:wrappingkeyspec" -> text("WrappingKeySpec");
      case "kms:expirationmodel" -> text("ExpirationModel");
      case "kms:validto" -> moment("ValidTo");
      case "kms:requestalias" -> requestAlias();
      case "kms:grantoperations" -> input.texts("Operations");
      case "kms:granteeprincipal" -> text("GranteePrincipal");
      case "kms:retiringprincipal" -> text("RetiringPrincipal");
      case "kms:grantconstrainttype" -> grantConstraintType();
      case "kms:grantisforawsresource" ->
          action.endsWith("Grant") || action.endsWith("Grants") ? List.of("false") : List.of();
      case "kms:schedulekeydeletionpendingwindowindays" ->
          integer("PendingWindowInDays", "ScheduleKeyDeletion");
      case "kms:rotationperiodindays" -> integer("RotationPeriodInDays", "EnableKeyRotation");
      case "kms:primaryregion" -> text("PrimaryRegion");
      case "kms:replicaregion" -> text("ReplicaRegion");
      case "kms:reencryptonsamekey" -> sameKey();
      case "kms:bypasspolicylockoutsafetycheck" -> flag("BypassPolicyLockoutSafetyCheck");
      case "aws:tagkeys" ->
          Stream.concat(
                  input.structures("Tags").stream().map(tag -> tag.required("TagKey")),
                  input.texts("TagKeys").stream())
              .toList();
      case "aws:currenttime" -> List.of(call.now().toString());
      case "aws:epochtime" -> List.of(Long.toString(call.now().getEpochSecond()));
      case "aws:securetransport" -> List.of("true");
      case "aws:requestedregion" -> List.of(call.caller().scope().region());
      default -> List.of();
    };
  }

  /** What the key is, or the one to be. */
  private List<String> ofKey(String name) {
    KmsKey one = key;
    if (one == null) {
      return call.row().name().equals("CreateKey") ? ofNewKey(name) : List.of();
    }
    return switch (name) {
      case "kms:keyspec", "kms:customermasterkeyspec" -> List.of(one.spec().name());
      case "kms:keyusage", "kms:customermasterkeyusage" -> List.of(one.usage().name());
      case "kms:keyorigin" -> List.of(one.origin().name());
      case "kms:multiregion" -> List.of(Boolean.toString(one.multiRegion()));
      case "kms:multiregionkeytype" ->
          one.multiRegion() ? List.of(one.replica() ? "REPLICA" : "PRIMARY") : List.of();
      case "kms:resourcealiases" ->
          store.realm(one.scope()).aliases().all().stream()
              .filter(alias -> alias.keyId().equals(one.id()))
              .map(Alias::name)
              .toList();
      case "aws:resourceaccount" -> List.of(one.scope().account());
      default -> List.of();
    };
  }

  private List<String> ofNewKey(String name) {
    Input input = call.input();
    return switch (name) {
      case "kms:keyspec", "kms:customermasterkeyspec" ->
          List.of(
              input
                  .text("KeySpec")
                  .or(() -> input.text("CustomerMasterKeySpec"))
                  .orElse("SYMMETRIC_DEFAULT"));
      case "kms:keyusage", "kms:customermasterkeyusage" ->
          List.of(input.text("KeyUsage").orElse("ENCRYPT_DECRYPT"));
      case "kms:keyorigin" -> List.of(input.text("Origin").orElse("AWS_KMS"));
      case "kms:multiregion" -> List.of(Boolean.toString(input.flag("MultiRegion")));
      case "kms:multiregionkeytype" -> input.flag("MultiRegion") ? List.of("PRIMARY") : List.of();
      default -> List.of();
    };
  }

  private List<String> encryptionAlgorithm() {
    return switch (action) {
      case "kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo" ->
          List.of(
              call.input()
                  .text(side() + "EncryptionAlgorithm")
                  .orElse(EncryptionAlgorithm.SYMMETRIC_DEFAULT.name()));
      default -> List.of();
    };
  }

  private List<String> requestAlias() {
    KeyRule rule = action.equals("kms:ReEncryptFrom") ? call.row().source() : call.row().key();
    KeyRule named = rule == null ? call.row().source() : rule;
    return named == null
        ? List.of()
        : call
            .input()
            .text(named.member())
            .map(sent -> sent.startsWith("arn:") ? sent.substring(sent.lastIndexOf(':') + 1) : sent)
            .filter(sent -> sent.startsWith(ALIAS))
            .stream()
            .toList();
  }

  private List<String> grantConstraintType() {
    return call.input().structure("Constraints").stream()
        .flatMap(
            constraints ->
                Stream.of("EncryptionContextEquals", "EncryptionContextSubset")
                    .filter(constraints::has))
        .toList();
  }

  /** Only where the call names both keys. */
  private List<String> sameKey() {
    Optional<String> source = call.input().text(KeyRule.SOURCE_KEY.member());
    Optional<String> destination = call.input().text(KeyRule.DESTINATION_KEY.member());
    return source.isEmpty() || destination.isEmpty()
        ? List.of()
        : List.of(Boolean.toString(source.equals(destination)));
  }

  /** What the attestation document says of its enclave, whose image register 0 measures. */
  private List<String> attested(String measurement) {
    String register = measurement.equals("imagesha384") ? "pcr0" : measurement;
    if (!register.matches(REGISTER + "\\d{1,2}")) {
      return List.of();
    }
    int number = Integer.parseInt(register.substring(REGISTER.length()));
    return Recipient.attestation(call.input(), call.permissions().environment(), call.now())
        .flatMap(document -> document.pcr(number))
        .stream()
        .toList();
  }

  private List<String> requestTag(String tagKey) {
    return call.input().structures("Tags").stream()
        .filter(tag -> tag.required("TagKey").equalsIgnoreCase(tagKey))
        .map(tag -> tag.required("TagValue"))
        .toList();
  }

  private List<String> text(String member) {
    return call.input().text(member).stream().toList();
  }

  private List<String> flag(String member) {
    return call.input().has(member)
        ? List.of(Boolean.toString(call.input().flag(member)))
        : List.of();
  }

  private List<String> moment(String member) {
    return call.input().moment(member).stream().map(Object::toString).toList();
  }

  private List<String> integer(String member, String operation) {
    return call.row().name().equals(operation) && call.input().has(member)
        ? List.of(Integer.toString(call.input().integer(member, 0)))
        : List.of();
  }

  private static List<String> ignoringCase(Map<String, String> texts, String lowerCaseName) {
    return texts.entrySet().stream()
        .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseName))
        .map(Map.Entry::getValue)
        .toList();
  }
}
