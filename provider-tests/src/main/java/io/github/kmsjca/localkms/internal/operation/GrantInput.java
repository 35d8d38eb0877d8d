package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.state.Grant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an input says of a grant to be. */
public final class GrantInput {
  /** What the grantee is to be allowed. */
  public static final Member OPERATIONS =
      Member.list(
              "Operations",
              Member.oneOf(
                  "member",
                  List.of(
                      "Decrypt",
                      "Encrypt",
                      "GenerateDataKey",
                      "GenerateDataKeyWithoutPlaintext",
                      "ReEncryptFrom",
                      "ReEncryptTo",
                      "Sign",
                      "Verify",
                      "GetPublicKey",
                      "CreateGrant",
                      "RetireGrant",
                      "DescribeKey",
                      "GenerateDataKeyPair",
                      "GenerateDataKeyPairWithoutPlaintext",
                      "GenerateMac",
                      "VerifyMac",
                      "DeriveSharedSecret",
                      "Encapsulate",
                      "Decapsulate")))
          .required();

  /** Under which conditions. */
  public static final Member CONSTRAINTS =
      Member.structure(
          "Constraints",
          Member.map("EncryptionContextSubset"),
          Member.map("EncryptionContextEquals"),
          Member.string("SourceArn").between(20, 512));

  private GrantInput() {}

  /** The conditions of an input; none if it has none. */
  public static Grant.Constraints constraints(Input input) {
    return input
        .structure(CONSTRAINTS.name())
        .map(
            given ->
                new Grant.Constraints(
                    context(given, "EncryptionContextEquals"),
                    context(given, "EncryptionContextSubset"),
                    given.text("SourceArn").orElse(null)))
        .orElse(Grant.Constraints.NONE);
  }

  private static @Nullable Map<String, String> context(Input given, String name) {
    return given.has(name) ? given.textsByName(name) : null;
  }
}
