package io.github.kmsjca.localkms.internal.operation.grant;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.operation.GrantInput;
import io.github.kmsjca.localkms.internal.state.Grant;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a grant may say. See <a
 * href="https://docs.aws.amazon.com/kms/latest/developerguide/grants.html#terms-grant-operations">grant
 * operations</a>.
 */
final class GrantRules {
  private static final int MOST_PAIRS = 8;
  private static final int LONGEST_VALUE = 384;
  private static final Set<String> ON_EVERY_KEY =
      Set.of("CreateGrant", "RetireGrant", "DescribeKey");
  private static final Set<String> BY_SYMMETRIC_KEYS =
      Set.of(
          "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext",
          "GenerateDataKeyPair",
          "GenerateDataKeyPairWithoutPlaintext");
  private static final Map<KeyUsage, Set<String>> BY_USAGE =
      Map.of(
          KeyUsage.ENCRYPT_DECRYPT, Set.of("Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo"),
          KeyUsage.SIGN_VERIFY, Set.of("Sign", "Verify"),
          KeyUsage.GENERATE_VERIFY_MAC, Set.of("GenerateMac", "VerifyMac"),
          KeyUsage.KEY_AGREEMENT, Set.of("DeriveSharedSecret"),
          KeyUsage.ENCAPSULATE_DECAPSULATE, Set.of("Encapsulate", "Decapsulate"));

  private GrantRules() {}

  /** What the input alone tells. */
  static void check(Input input) {
    boolean grantee = input.has(GrantMembers.GRANTEE.name());
    if (grantee == input.has(GrantMembers.GRANTEE_SERVICE.name())) {
      throw invalid(
          "Exactly one of GranteePrincipal and GranteeServicePrincipal must be specified.");
    }
    if (input.has(GrantMembers.RETIRING.name())
        && input.has(GrantMembers.RETIRING_SERVICE.name())) {
      throw invalid("Only one of RetiringPrincipal and RetiringServicePrincipal can be specified.");
    }
    List<String> operations = input.texts(GrantInput.OPERATIONS.name());
    if (operations.isEmpty()) {
      throw invalid("Grants must contain at least one operation.");
    }
    if (operations.stream().allMatch("CreateGrant"::equals)) {
      throw invalid("Grants must not contain only the CreateGrant operation.");
    }
    Grant.Constraints constraints = GrantInput.constraints(input);
    checkPairs(constraints.contextEquals());
    checkPairs(constraints.contextSubset());
  }

  /** What the key does not do, nobody can be granted. */
  static void check(KmsKey key, List<String> operations, Grant.Constraints constraints) {
    for (String operation : operations) {
      if (!supports(key, operation)) {
        throw invalid(
            "Grant operation "
                + operation
                + " is not supported by keys of spec "
                + key.spec()
                + " and usage "
                + key.usage()
                + ".");
      }
    }
    boolean constrained =
        constraints.contextEquals() != null || constraints.contextSubset() != null;
    if (constrained && !isSymmetric(key)) {
      throw invalid("Only grants on symmetric encryption keys can have encryption context.");
    }
  }

  private static boolean supports(KmsKey key, String operation) {
    return ON_EVERY_KEY.contains(operation)
        || BY_USAGE.getOrDefault(key.usage(), Set.of()).contains(operation)
        || (key.spec().asymmetric() && operation.equals("GetPublicKey"))
        || (isSymmetric(key) && BY_SYMMETRIC_KEYS.contains(operation));
  }

  private static boolean isSymmetric(KmsKey key) {
    return !key.spec().asymmetric() && key.usage() == KeyUsage.ENCRYPT_DECRYPT;
  }

  private static void checkPairs(@Nullable Map<String, String> context) {
    if (context == null) {
      return;
    }
    if (context.size() > MOST_PAIRS) {
      throw invalid(
          "Encryption context constraints have at most " + MOST_PAIRS + " key-value pairs.");
    }
    Stream.of(context.keySet(), context.values())
        .flatMap(texts -> texts.stream())
        .filter(text -> text.length() > LONGEST_VALUE)
        .findAny()
        .ifPresent(
            text -> {
              throw invalid(
                  "Keys and values of encryption context constraints have at most "
                      + LONGEST_VALUE
                      + " characters.");
            });
  }

  private static KmsFailure invalid(String message) {
    return ErrorType.VALIDATION.failure(message);
  }
}
