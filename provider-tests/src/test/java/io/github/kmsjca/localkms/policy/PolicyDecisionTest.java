package io.github.kmsjca.localkms.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.localkms.internal.policy.AccessRequest;
import io.github.kmsjca.localkms.internal.policy.Policy;
import io.github.kmsjca.localkms.internal.policy.Principal;
import io.github.kmsjca.localkms.internal.policy.Verdict;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may do what. A statement is written {@code Allow who actions}, with {@code ;} between
 * statements; {@code who} is left out in the policies of identities.
 */
final class PolicyDecisionTest {
  private static final String KEY = "arn:aws:kms:us-east-1:111111111111:key/k";
  private static final String OWNER = "111111111111";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // Same account: the key's policy alone, or the account's and the identity's together.
        "1:user/bob | Allow 1:root kms:* | Allow kms:* | ALLOWED",
        "1:user/bob | Allow 111111111111 kms:* | Allow * | ALLOWED",
        "1:user/bob | Allow 1:root kms:* | - | NOT_ALLOWED_BY_IDENTITY",
        "1:user/bob | Allow 1:root kms:* | Allow kms:Decrypt | NOT_ALLOWED_BY_IDENTITY",
        "1:user/bob | Allow 1:root kms:Decrypt | Allow kms:* | NOT_ALLOWED_BY_KEY",
        "1:user/bob | Allow 1:user/bob kms:Encrypt | - | ALLOWED",
        "1:user/bob | Allow 1:user/eve kms:Encrypt | Allow kms:* | NOT_ALLOWED_BY_KEY",
        "1:user/a/bob | Allow 1:user/bob kms:Encrypt | - | NOT_ALLOWED_BY_KEY",
        "1:user/bob | Allow * kms:Encrypt | - | ALLOWED",
        "1:user/bob | Allow AWS:* kms:Encrypt | - | ALLOWED",
        "1:user/bob | Allow 2:root kms:* | Allow kms:* | NOT_ALLOWED_BY_KEY",
        "1:root | Allow 1:root kms:* | - | ALLOWED",
        "1:root | Allow 1:user/bob kms:* | - | NOT_ALLOWED_BY_KEY",
        // Sessions of a role.
        "1:assumed-role/R/s | Allow 1:role/R kms:Encrypt | - | ALLOWED",
        "1:assumed-role/R/s | Allow 1:assumed-role/R/s kms:Encrypt | - | ALLOWED",
        "1:assumed-role/R/s | Allow 1:assumed-role/R/t kms:Encrypt | - | NOT_ALLOWED_BY_KEY",
        "1:assumed-role/R/s | Allow 1:role/S kms:Encrypt | - | NOT_ALLOWED_BY_KEY",
        "1:assumed-role/R/s | Allow 1:root kms:* | Allow kms:Enc* | ALLOWED",
        // Actions.
        "1:user/bob | Allow * KMS:encrypt | - | ALLOWED",
        "1:user/bob | Allow * kms:E?crypt | - | ALLOWED",
        "1:user/bob | Allow * kms:*crypt | - | ALLOWED",
        "1:user/bob | Allow * kms:Encrypt* | - | ALLOWED",
        "1:user/bob | Allow * kms:ReEncrypt* | - | NOT_ALLOWED_BY_KEY",
        "1:user/bob | Allow * kms:Decrypt,kms:Encrypt | - | ALLOWED",
        "1:user/bob | Allow * !kms:Decrypt | - | ALLOWED",
        "1:user/bob | Allow * !kms:Encrypt | - | NOT_ALLOWED_BY_KEY",
        "1:user/bob | Allow * s3:* | - | NOT_ALLOWED_BY_KEY",
        // Whatever denies wins.
        "1:user/bob | Allow * kms:*;Deny * kms:* | Allow kms:* | DENIED_BY_KEY",
        "1:user/bob | Allow * kms:*;Deny 1:user/bob kms:Encrypt | Allow * | DENIED_BY_KEY",
        "1:user/bob | Allow * kms:*;Deny 1:user/eve kms:Encrypt | - | ALLOWED",
        "1:user/bob | Allow * kms:*;Deny 1:root kms:Encrypt | - | DENIED_BY_KEY",
        "1:root | Allow 1:root kms:*;Deny 1:root kms:Encrypt | - | DENIED_BY_KEY",
        "1:user/bob | Allow * kms:* | Allow *;Deny kms:Encrypt | DENIED_BY_IDENTITY",
        "1:user/bob | Allow * kms:* | Deny !kms:Encrypt | ALLOWED",
        "1:user/bob | Allow 1:root kms:*;Deny !1:root+1:user/bob kms:* | Allow * | ALLOWED",
        "1:user/bob | Allow 1:root kms:*;Deny !1:root kms:* | Allow * | DENIED_BY_KEY",
        "1:user/eve | Allow 1:root kms:*;Deny !1:root+1:user/bob kms:* | Allow * | DENIED_BY_KEY",
        "1:assumed-role/R/s | Allow * kms:*;Deny !1:root+1:role/R kms:* | - | DENIED_BY_KEY",
        "1:assumed-role/R/s"
            + " | Allow * kms:*;Deny !1:root+1:role/R+1:assumed-role/R/s kms:* | - | ALLOWED",
        "1:root | Allow * kms:*;Deny !1:root kms:* | - | ALLOWED",
        "1:user/bob | Allow !1:user/eve kms:* | - | ALLOWED",
        "1:user/eve | Allow !1:user/eve kms:* | - | NOT_ALLOWED_BY_KEY",
        // Another account: both have to allow.
        "2:user/ann | Allow 2:root kms:Encrypt | Allow kms:Encrypt | ALLOWED",
        "2:user/ann | Allow 2:user/ann kms:Encrypt | Allow kms:Encrypt | ALLOWED",
        "2:user/ann | Allow 2:user/ann kms:Encrypt | - | NOT_ALLOWED_BY_IDENTITY",
        "2:user/ann | Allow 2:root kms:Encrypt | - | NOT_ALLOWED_BY_IDENTITY",
        "2:user/ann | Allow * kms:Encrypt | - | NOT_ALLOWED_BY_IDENTITY",
        "2:user/ann | Allow 1:root kms:* | Allow kms:* | NOT_ALLOWED_ELSEWHERE",
        "2:user/ann | Allow 1:root kms:* | - | NOT_ALLOWED_ELSEWHERE",
        "2:user/ann | Allow 2:root kms:*;Deny 2:root kms:* | Allow * | NOT_ALLOWED_ELSEWHERE",
        "2:user/ann | Allow 2:root kms:* | Allow *;Deny kms:* | DENIED_BY_IDENTITY",
        "2:root | Allow 2:root kms:* | - | ALLOWED",
        "2:assumed-role/R/s | Allow 2:role/R kms:* | Allow * | ALLOWED",
        // Services.
        "logs.amazonaws.com | Allow logs.amazonaws.com kms:* | - | ALLOWED",
        "logs.amazonaws.com | Allow s3.amazonaws.com kms:* | - | NOT_ALLOWED_BY_KEY",
        "logs.amazonaws.com | Allow 1:root kms:* | - | NOT_ALLOWED_BY_KEY",
      })
  void aKeyIsUsed(String who, String key, String identity, Verdict expected) {
    assertThat(decide(who, key, identity, false)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "1:user/bob | Allow 1:user/eve kms:* | - | ALLOWED",
        "2:user/ann | Allow 1:root kms:* | - | ALLOWED",
        "1:user/bob | Deny 1:user/bob kms:* | - | DENIED_BY_KEY",
        "2:user/ann | Deny * kms:* | - | NOT_ALLOWED_ELSEWHERE",
        "1:user/bob | Allow 1:root kms:* | Deny kms:* | DENIED_BY_IDENTITY",
      })
  void aGrantAllowsWhatNoPolicyDenies(String who, String key, String identity, Verdict expected) {
    assertThat(decide(who, key, identity, true)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* | ALLOWED",
        KEY + " | ALLOWED",
        "arn:aws:kms:*:111111111111:key/* | ALLOWED",
        "arn:aws:kms:us-east-1:111111111111:key/${aws:username} | NOT_ALLOWED_BY_IDENTITY",
        "arn:aws:kms:us-east-1:111111111111:alias/* | NOT_ALLOWED_BY_IDENTITY",
        "arn:aws:kms:eu-west-1:111111111111:key/k | NOT_ALLOWED_BY_IDENTITY",
        "arn:aws:kms:us-east-1:111111111111:key/K | NOT_ALLOWED_BY_IDENTITY",
      })
  void anIdentityMayHaveSomeKeys(String resource, Verdict expected) {
    Policy identity =
        Policy.ofIdentity(
            """
            {"Version":"2012-10-17",
             "Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"%s"}]}"""
                .formatted(resource));
    Policy key = Policy.ofKey(document("Allow 1:root kms:*", true));
    assertThat(Verdict.onKey(access("1:user/bob"), key, List.of(identity), () -> false))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "1:user/bob | Allow kms:* | ALLOWED",
        "1:user/bob | - | NOT_ALLOWED_BY_IDENTITY",
        "1:user/bob | Allow *;Deny kms:Encrypt | DENIED_BY_IDENTITY",
        "1:root | - | ALLOWED",
        "2:user/ann | Allow kms:* | NOT_ALLOWED_ELSEWHERE",
      })
  void anActionWithoutAKeyIsTheIdentitysMatter(String who, String identity, Verdict expected) {
    assertThat(Verdict.onNoKey(access(who), policies(identity))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DENIED_BY_KEY | with an explicit deny in a resource-based policy",
        "DENIED_BY_IDENTITY | with an explicit deny in an identity-based policy",
        "NOT_ALLOWED_BY_KEY | because no resource-based policy allows the kms:Encrypt action",
        "NOT_ALLOWED_BY_IDENTITY | because no identity-based policy allows the kms:Encrypt action",
        "NOT_ALLOWED_ELSEWHERE | because the resource does not exist in this Region, no"
            + " resource-based policies allow access, or a resource-based policy explicitly denies"
            + " access",
      })
  void aRefusalSaysWhy(Verdict verdict, String reason) {
    assertThat(verdict.refusal(access("1:assumed-role/R/s")))
        .isEqualTo(
            "User: arn:aws:sts::111111111111:assumed-role/R/s is not authorized to perform:"
                + " kms:Encrypt on resource: "
                + KEY
                + " "
                + reason);
  }

  @Test
  void aSessionIsKnownByItsRole() {
    Principal session =
        Principal.session("arn:aws:iam::111111111111:role/path/R", "s").orElseThrow();
    assertThat(session.arn()).isEqualTo("arn:aws:sts::111111111111:assumed-role/R/s");
    assertThat(session.values("aws:principalarn"))
        .containsExactly("arn:aws:iam::111111111111:role/path/R");
    assertThat(session.userId()).matches("AROA[0-9A-Z]{17}:s");
    assertThat(session.values("aws:username")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::111111111111:role/R",
    "arn:aws:iam::111111111111:user/",
    "arn:aws:kms:us-east-1:111111111111:key/k",
    "bob"
  })
  void thatIsNoCaller(String arn) {
    assertThat(Principal.of(arn)).isEmpty();
  }

  private static Verdict decide(String who, String key, String identity, boolean granted) {
    Policy policy = Policy.ofKey(document(key, true));
    return Verdict.onKey(access(who), policy, policies(identity), () -> granted);
  }

  private static List<Policy> policies(String identity) {
    return identity == null ? List.of() : List.of(Policy.ofIdentity(document(identity, false)));
  }

  private static AccessRequest access(String who) {
    Principal principal =
        who.endsWith(".com") ? Principal.service(who) : Principal.of(arn(who)).orElseThrow();
    return new AccessRequest(principal, "kms:Encrypt", KEY, OWNER, principal::values);
  }

  private static String document(String statements, boolean ofKey) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":"
        + Arrays.stream(statements.split(";")).map(one -> statement(one, ofKey)).toList()
        + "}";
  }

  private static String statement(String written, boolean ofKey) {
    String[] words = written.split(" ", -1);
    String actions = words[words.length - 1];
    boolean notActions = actions.startsWith("!");
    return "{\"Effect\":\"%s\",%s\"%s\":%s,\"Resource\":\"*\"}"
        .formatted(
            words[0],
            ofKey ? principal(words[1]) : "",
            notActions ? "NotAction" : "Action",
            Arrays.stream(actions.substring(notActions ? 1 : 0).split(","))
                .map(PolicyDecisionTest::quoted)
                .toList());
  }

  private static String principal(String who) {
    if (who.startsWith("!")) {
      return "\"NotPrincipal\":{\"AWS\":"
          + Arrays.stream(who.substring(1).split("\\+")).map(one -> quoted(arn(one))).toList()
          + "},";
    }
    if (who.equals("*")) {
      return "\"Principal\":\"*\",";
    }
    if (who.endsWith(".com")) {
      return "\"Principal\":{\"Service\":" + quoted(who) + "},";
    }
    return "\"Principal\":{\"AWS\":" + quoted(who.equals("AWS:*") ? "*" : arn(who)) + "},";
  }

  /** {@code 1:user/bob} is Bob in account 111111111111. */
  private static String arn(String who) {
    int colon = who.indexOf(':');
    if (colon < 0) {
      return who;
    }
    String service = who.contains("assumed-role") ? "sts" : "iam";
    return "arn:aws:" + service + "::" + who.substring(0, colon).repeat(12) + who.substring(colon);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
