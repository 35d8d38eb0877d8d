package io.github.kmsjca.localkms.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.policy.Policy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which documents are policies. The rows write {@code `} for a quotation mark. */
final class PolicyDocumentTest {
  private static final String ROOT = "`AWS`:`arn:aws:iam::111122223333:root`";
  private static final String REST = "`Action`:`kms:*`,`Resource`:`*`";
  private static final String ALLOW = "`Effect`:`Allow`," + REST;
  private static final String INVALID =
      "Policy contains a statement with one or more invalid principals.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{`Statement`:{`Principal`:{@ROOT},@ALLOW}}",
        "{`Statement`:[{`Principal`:{@ROOT},@ALLOW}]}",
        "{`Version`:`2012-10-17`,`Id`:`key-default-1`,`Statement`:[{`Principal`:`*`,@ALLOW}]}",
        "{`Version`:`2008-10-17`,`Statement`:[{`Sid`:`a b`,`Principal`:{`AWS`:`*`},@ALLOW}]}",
        "{`Statement`:[{`Sid`:``,`Principal`:`*`,@ALLOW},{`Principal`:`*`,@ALLOW}]}",
        "{`Statement`:[{`Sid`:`a`,`Principal`:`*`,@ALLOW},{`Sid`:`b`,`Principal`:`*`,@ALLOW}]}",
        "{`Statement`:[{`Principal`:{`AWS`:[`111122223333`,`*`]},@ALLOW}]}",
        "{`Statement`:[{`Principal`:{`AWS`:`arn:aws:iam::111122223333:user/a/b/Bob`},@ALLOW}]}",
        "{`Statement`:[{`Principal`:{`AWS`:`arn:aws-cn:iam::111122223333:role/R`},@ALLOW}]}",
        "{`Statement`:[{`Principal`:{`AWS`:`arn:aws:sts::111122223333:assumed-role/R/s`},@ALLOW}]}",
        "{`Statement`:[{`Principal`:{`AWS`:`arn:aws:sts::111122223333:federated-user/f`},@ALLOW}]}",
        "{`Statement`:[{`Principal`:{`Service`:[`logs.us-east-1.amazonaws.com`]},@ALLOW}]}",
        "{`Statement`:[{`Principal`:{`Federated`:`accounts.google.com`},@ALLOW}]}",
        "{`Statement`:[{`NotPrincipal`:{@ROOT},`Effect`:`Deny`,@REST}]}",
        "{`Statement`:[{`Principal`:`*`,`Effect`:`Deny`,`NotAction`:[`kms:Get*`],`Resource`:`*`}]}",
        "{`Statement`:[{`Principal`:`*`,`Effect`:`Allow`,`Action`:`ec2:Run?`,`Resource`:[`*`]}]}",
        "{`Statement`:[{`Principal`:`*`,@ALLOW,`Condition`:{}}]}",
        "{`Statement`:[{`Principal`:`*`,@ALLOW,`Condition`:{`Bool`:{`a:b`:true}}}]}",
        "{`Statement`:[{`Principal`:`*`,@ALLOW,`Condition`:{`NumericLessThan`:{`a:b`:[7,`8`]}}}]}",
      })
  void thatIsAKeyPolicy(String document) {
    assertThatCode(() -> Policy.ofKey(json(document))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no JSON | This policy contains invalid Json",
        "{`Statement`:[]} {} | This policy contains invalid Json",
        "{`Statement`:[],`Statement`:[]} | This policy contains invalid Json",
        "[] | Syntax errors in policy.",
        "null | Syntax errors in policy.",
        "{} | Missing required field Statement",
        "{`Version`:`2012-10-17`} | Missing required field Statement",
        "{`Statement`:[]} | Could not parse the policy: Statement is empty!",
        "{`Statement`:[7]} | Syntax errors in policy.",
        "{`Statement`:`x`} | Syntax errors in policy.",
        "{`Version`:`2012-10-18`,`Statement`:[]} | The policy must contain a valid version string",
        "{`Version`:2012,`Statement`:[]} | Syntax errors in policy.",
        "{`Statements`:[]} | Unknown field Statements",
        "{`Statement`:[{`Principal`:`*`,@ALLOW,`Effects`:1}]} | Unknown field Effects",
        "{`Statement`:[{`Principal`:`*`,@REST}]} | Missing required field Effect",
        "{`Statement`:[{`Effect`:`Allow`}]} | Policy contains a statement with no principal.",
        "{`Statement`:[{`Principal`:`*`,`Effect`:`allow`,@REST}]} | Invalid effect: allow",
        "{`Statement`:[{`Principal`:`*`,`Effect`:`Allow`,`Resource`:`*`}]}"
            + " | Missing required field Action",
        "{`Statement`:[{`Principal`:`*`,`Effect`:`Allow`,`Action`:[],`Resource`:`*`}]}"
            + " | Missing required field Action",
        "{`Statement`:[{`Principal`:`*`,`Effect`:`Allow`,`Action`:`kms:*`}]}"
            + " | Missing required field Resource",
        "{`Statement`:[{`Principal`:`*`,`Effect`:`Allow`,`Action`:`Encrypt`,`Resource`:`*`}]}"
            + " | Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        "{`Statement`:[{`Principal`:`*`,@ALLOW,`NotAction`:`kms:*`}]} | Syntax errors in policy.",
        "{`Statement`:[{`Principal`:`*`,`NotPrincipal`:`*`,@ALLOW}]} | Syntax errors in policy.",
        "{`Statement`:[{@ALLOW}]} | Policy contains a statement with no principal.",
        "{`Statement`:[{`Principal`:{},@ALLOW}]} | Policy contains a statement with no principal.",
        "{`Statement`:[{`Principal`:{`AWS`:[]},@ALLOW}]}"
            + " | Policy contains a statement with no principal.",
        "{`Statement`:[{`Principal`:`111122223333`,@ALLOW}]} | @INVALID",
        "{`Statement`:[{`Principal`:{`AWS`:`AIDACKCEVSQ6C2EXAMPLE`},@ALLOW}]} | @INVALID",
        "{`Statement`:[{`Principal`:{`AWS`:`arn:aws::111122223333:root`},@ALLOW}]} | @INVALID",
        "{`Statement`:[{`Principal`:{`AWS`:`arn:aws:iam::1111:root`},@ALLOW}]} | @INVALID",
        "{`Statement`:[{`Principal`:{`AWS`:`arn:aws:iam::111122223333:role/*`},@ALLOW}]} | @INVALID",
        "{`Statement`:[{`Principal`:{`AWS`:`arn:aws:iam::111122223333:group/g`},@ALLOW}]} | @INVALID",
        "{`Statement`:[{`Principal`:{`AWS`:`arn:aws:sts::111122223333:user/u`},@ALLOW}]} | @INVALID",
        "{`Statement`:[{`Principal`:{`Service`:`logs`},@ALLOW}]} | @INVALID",
        "{`Statement`:[{`Principal`:{`CanonicalUser`:`79a5`},@ALLOW}]} | @INVALID",
        "{`Statement`:[{`Sid`:`a`,`Principal`:`*`,@ALLOW},{`Sid`:`a`,`Principal`:`*`,@ALLOW}]}"
            + " | The Statement Ids in the policy are not unique",
        "{`Statement`:[{`Sid`:1,`Principal`:`*`,@ALLOW}]} | Syntax errors in policy.",
        "{`Statement`:[{`Principal`:`*`,@ALLOW,`Condition`:[]}]} | Syntax errors in policy.",
        "{`Statement`:[{`Principal`:`*`,@ALLOW,`Condition`:{`StringIs`:{`a:b`:`c`}}}]}"
            + " | Invalid Condition type : StringIs",
        "{`Statement`:[{`Principal`:`*`,@ALLOW,`Condition`:{`NullIfExists`:{`a:b`:`true`}}}]}"
            + " | Invalid Condition type : NullIfExists",
        "{`Statement`:[{`Principal`:`*`,@ALLOW,`Condition`:{`Bool`:{`a:b`:`yes`}}}]}"
            + " | Syntax errors in policy.",
        "{`Statement`:[{`Principal`:`*`,@ALLOW,`Condition`:{`NumericEquals`:{`a:b`:`x`}}}]}"
            + " | Syntax errors in policy.",
        "{`Statement`:[{`Principal`:`*`,@ALLOW,`Condition`:{`DateEquals`:{`a:b`:`today`}}}]}"
            + " | Syntax errors in policy.",
        "{`Statement`:[{`Principal`:`*`,@ALLOW,`Condition`:{`IpAddress`:{`a:b`:`host`}}}]}"
            + " | Syntax errors in policy.",
        "{`Statement`:[{`Principal`:`*`,@ALLOW,`Condition`:{`IpAddress`:{`a:b`:`1.2.3.4/33`}}}]}"
            + " | Syntax errors in policy.",
        "{`Statement`:[{`Principal`:`*`,@ALLOW,`Condition`:{`Bool`:{`a:b`:{}}}}]}"
            + " | Syntax errors in policy.",
        "{`Statement`:[{`Principal`:`*`,@ALLOW,`Condition`:{`Null`:{`aws:ResourceTag/a`:true}}}]}"
            + " | These condition keys are not permitted in a key policy: aws:ResourceTag,"
            + " kms:ResourceTag, kms:ResourceAliases",
      })
  void thatIsNoKeyPolicy(String document, String message) {
    KmsFailure refusal = catchThrowableOfType(KmsFailure.class, () -> Policy.ofKey(json(document)));
    assertThat(refusal.error().type()).isEqualTo("MalformedPolicyDocumentException");
    assertThat(refusal.error().message()).isEqualTo(message.replace("@INVALID", INVALID));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{`Statement`:[{`Principal`:`*`,@ALLOW}]}"
            + " | Policy document should not specify a principal.",
        "{`Statement`:[{`Effect`:`Allow`,`Action`:`kms:*`,`Resource`:`alias/a`}]}"
            + " | Resource alias/a must be in ARN format or \"*\".",
      })
  void thatIsNoPolicyOfAnIdentity(String document, String message) {
    KmsFailure refusal =
        catchThrowableOfType(KmsFailure.class, () -> Policy.ofIdentity(json(document)));
    assertThat(refusal.error().message()).isEqualTo(message);
  }

  @Test
  void aPolicyHasALimit() {
    String start = json("{`Id`:`");
    String end = json("`,`Statement`:[{`Principal`:`*`,@ALLOW}]}");
    int room = 32768 - start.length() - end.length();
    assertThatCode(() -> Policy.ofKey(start + "x".repeat(room) + end)).doesNotThrowAnyException();
    KmsFailure refusal =
        catchThrowableOfType(
            KmsFailure.class, () -> Policy.ofKey(start + "x".repeat(room + 1) + end));
    assertThat(refusal.error().type()).isEqualTo("LimitExceededException");
  }

  @Test
  void aMessageRepeatsNothingThatBreaksALogLine() {
    KmsFailure refusal =
        catchThrowableOfType(
            KmsFailure.class, () -> Policy.ofKey(json("{`a\\nb" + "c".repeat(99) + "`:1}")));
    assertThat(refusal.error().message()).isEqualTo("Unknown field a?b" + "c".repeat(61) + "...");
  }

  /** Whoever may give a key a policy or a grant must not be able to keep the local KMS busy. */
  @ParameterizedTest
  @ValueSource(strings = {"AWS, arn:aws:iam::111122223333:user/,a/,:", "Service, a,.a,!"})
  void aPrincipalThatIsNoneIsRefusedAtOnce(String row) {
    List<String> parts = List.of(row.split(","));
    String name = parts.get(1).trim() + parts.get(2).repeat(10_000) + parts.get(3);
    String document = "{`Statement`:[{`Principal`:{`%s`:`%s`},@ALLOW}]}";
    String text = json(document.formatted(parts.get(0), name));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThatThrownBy(() -> Policy.ofKey(text))
                .isInstanceOf(KmsFailure.class)
                .hasMessageContaining(INVALID));
  }

  private static String json(String row) {
    return row.replace("@ROOT", ROOT)
        .replace("@ALLOW", ALLOW)
        .replace("@REST", REST)
        .replace('`', '"');
  }
}
