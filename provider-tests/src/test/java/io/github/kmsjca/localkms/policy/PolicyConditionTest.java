package io.github.kmsjca.localkms.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.localkms.internal.policy.AccessRequest;
import io.github.kmsjca.localkms.internal.policy.ConditionContext;
import io.github.kmsjca.localkms.internal.policy.Policy;
import io.github.kmsjca.localkms.internal.policy.Principal;
import io.github.kmsjca.localkms.internal.policy.Verdict;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a condition holds. A dash is a call without the key; a semicolon separates values. */
final class PolicyConditionTest {
  private static final String ACCOUNT = "111122223333";
  private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/k";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StringEquals | kms:KeySpec | RSA_2048 | RSA_2048 | true",
        "StringEquals | kms:KeySpec | RSA_2048 | rsa_2048 | false",
        "StringEquals | kms:KeySpec | RSA_2048;RSA_4096 | RSA_4096 | true",
        "StringEquals | kms:KeySpec | RSA_* | RSA_2048 | false",
        "StringEquals | KMS:keyspec | RSA_2048 | RSA_2048 | true",
        "StringEquals | kms:KeySpec | RSA_2048 | - | false",
        "StringEqualsIfExists | kms:KeySpec | RSA_2048 | - | true",
        "StringEqualsIfExists | kms:KeySpec | RSA_2048 | RSA_3072 | false",
        "StringNotEquals | kms:KeySpec | RSA_2048 | RSA_3072 | true",
        "StringNotEquals | kms:KeySpec | RSA_2048;RSA_3072 | RSA_3072 | false",
        "StringNotEquals | kms:KeySpec | RSA_2048 | - | true",
        "StringEqualsIgnoreCase | kms:KeyOrigin | aws_kms | AWS_KMS | true",
        "StringNotEqualsIgnoreCase | kms:KeyOrigin | aws_kms | AWS_KMS | false",
        "StringLike | kms:RequestAlias | alias/app-* | alias/app-1 | true",
        "StringLike | kms:RequestAlias | alias/*-?x* | alias/a-b-cx-d | true",
        "StringLike | kms:RequestAlias | alias/app-? | alias/app-12 | false",
        "StringLike | kms:RequestAlias | * | - | false",
        "StringLike | kms:RequestAlias | ALIAS/* | alias/a | false",
        "StringNotLike | kms:RequestAlias | alias/app-* | alias/web | true",
        "StringEquals | kms:EncryptionContext:Tenant | t1 | t1 | true",
        "StringEquals | kms:EncryptionContext:tenant | t1 | t2 | false",
        "ArnEquals | aws:SourceArn | arn:aws:s3:::bucket* | arn:aws:s3:::bucket-1 | true",
        "ArnLike | aws:SourceArn | arn:aws:*:us-*:1*:x/? | arn:aws:kms:us-east-1:1:x/y | true",
        "ArnLike | aws:SourceArn | arn:aws:*:1:x | arn:aws:kms:us-east-1:1:x | false",
        "ArnLike | aws:SourceArn | arn:*:x | arn:aws:kms:us-east-1:1:x | false",
        "ArnLike | aws:SourceArn | * | arn:aws:kms:us-east-1:1:x | true",
        "ArnNotEquals | aws:SourceArn | arn:aws:s3:::a | arn:aws:s3:::b | true",
        "ArnNotLike | aws:SourceArn | arn:aws:s3:::* | arn:aws:s3:::b | false",
        "Bool | kms:GrantIsForAWSResource | true | true | true",
        "Bool | kms:GrantIsForAWSResource | TRUE | true | true",
        "Bool | kms:GrantIsForAWSResource | true | false | false",
        "Bool | kms:GrantIsForAWSResource | true | - | false",
        "BoolIfExists | aws:SecureTransport | true | - | true",
        "Null | kms:EncryptionContextKeys | true | - | true",
        "Null | kms:EncryptionContextKeys | true | a | false",
        "Null | kms:EncryptionContextKeys | false | a;b | true",
        "NumericEquals | kms:RotationPeriodInDays | 90 | 90 | true",
        "NumericEquals | kms:RotationPeriodInDays | 90.0 | 90 | true",
        "NumericNotEquals | kms:RotationPeriodInDays | 90 | 91 | true",
        "NumericLessThan | kms:RotationPeriodInDays | 90 | 9 | true",
        "NumericLessThanEquals | kms:RotationPeriodInDays | 90 | 90 | true",
        "NumericGreaterThan | kms:ScheduleKeyDeletionPendingWindowInDays | 29 | 30 | true",
        "NumericGreaterThanEquals | kms:ScheduleKeyDeletionPendingWindowInDays | 30 | 7 | false",
        "NumericEquals | kms:RotationPeriodInDays | 90 | many | false",
        "DateLessThan | kms:ValidTo | 2030-01-01T00:00:00Z | 2029-12-31T23:59:59Z | true",
        "DateGreaterThan | kms:ValidTo | 2030-01-01 | 2029-12-31T23:59:59Z | false",
        "DateEquals | aws:CurrentTime | 0 | 1970-01-01T00:00:00Z | true",
        "DateNotEquals | aws:CurrentTime | 1970-01-01T01:00:00+01:00 | 1970-01-01T00:00:00Z | false",
        "DateLessThanEquals | aws:CurrentTime | 1970-01-01 | 1970-01-01T00:00:00Z | true",
        "DateGreaterThanEquals | aws:CurrentTime | 1970-01-02 | 1970-01-01T00:00:00Z | false",
        "IpAddress | aws:SourceIp | 10.0.0.0/8 | 10.20.30.40 | true",
        "IpAddress | aws:SourceIp | 10.0.0.0/8;127.0.0.1 | 127.0.0.1 | true",
        "IpAddress | aws:SourceIp | 10.1.0.0/16 | 10.2.0.1 | false",
        "IpAddress | aws:SourceIp | 0.0.0.0/0 | ::1 | false",
        "IpAddress | aws:SourceIp | 2001:db8::/32 | 2001:db8:1::7 | true",
        "IpAddress | aws:SourceIp | 10.0.0.0/8 | localhost | false",
        "NotIpAddress | aws:SourceIp | 10.0.0.0/8 | 11.0.0.1 | true",
        "BinaryEquals | a:key | QmluYXJ5 | QmluYXJ5 | true",
        "ForAllValues:StringEquals | kms:GrantOperations | Encrypt;Decrypt | Decrypt | true",
        "ForAllValues:StringEquals | kms:GrantOperations | Encrypt | Encrypt;Decrypt | false",
        "ForAllValues:StringEquals | kms:GrantOperations | Encrypt | - | true",
        "ForAllValues:StringNotEquals | kms:GrantOperations | Encrypt | Encrypt;Decrypt | false",
        "ForAllValues:StringNotEquals | kms:GrantOperations | Encrypt | Sign;Verify | true",
        "ForAnyValue:StringEquals | aws:TagKeys | a;b | b;c | true",
        "ForAnyValue:StringEquals | aws:TagKeys | a | b;c | false",
        "ForAnyValue:StringEquals | aws:TagKeys | a | - | false",
        "ForAnyValue:StringNotEquals | aws:TagKeys | a | a;b | true",
        "ForAnyValue:StringNotEquals | aws:TagKeys | a | a | false",
        "ForAnyValue:StringEqualsIfExists | aws:TagKeys | a | - | true",
        "ForAllValues:StringLike | kms:EncryptionContextKeys | app-* | app-a;app-b | true",
        "StringNotEquals | aws:TagKeys | a | a;b | false",
        "StringEquals | kms:EncryptionContext:user | ${aws:username} | bob | true",
        "StringEquals | kms:EncryptionContext:user | ${aws:username} | eve | false",
        "StringEquals | kms:EncryptionContext:user | x-${AWS:UserName}-y | x-bob-y | true",
        "StringEquals | kms:EncryptionContext:user | ${kms:None} | bob | false",
        "StringEquals | kms:EncryptionContext:user | ${kms:None, 'bob'} | bob | true",
        "StringNotEquals | kms:EncryptionContext:user | ${kms:None} | bob | true",
        "StringLike | kms:EncryptionContext:user | b${*}b | bob | false",
        "StringLike | kms:EncryptionContext:user | b${*}b | b*b | true",
        "StringLike | kms:EncryptionContext:user | ${?}${$}* | ?$x | true",
        "StringEquals | kms:CallerAccount | ${aws:PrincipalAccount} | 111122223333 | true",
        "ArnEquals | aws:PrincipalArn | arn:aws:iam::*:user/team/${aws:username} | - | true",
        "StringEquals | aws:PrincipalType | User | - | true",
        "StringLike | aws:userid | AIDA* | - | true",
      })
  void aConditionHolds(String operator, String key, String values, String actual, boolean holds) {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*",
         "Resource":"*","Condition":{"%s":{"%s":%s}}}]}"""
            .formatted(operator, key, array(values));
    assertThat(allows(policy, key, actual)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "2012-10-17, bob, true",
    "2008-10-17, bob, false",
    "2008-10-17, ${aws:username}, true"
  })
  void onlyTheCurrentVersionHasVariables(String version, String actual, boolean holds) {
    String policy =
        """
        {"Version":"%s","Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*",
         "Resource":"*","Condition":{"StringEquals":{"a:b":"${aws:username}"}}}]}"""
            .formatted(version);
    assertThat(allows(policy, "a:b", actual)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({"a, b, true", "a, x, false", "x, b, false"})
  void allConditionsHaveToHold(String one, String other, boolean holds) {
    String policy =
        """
        {"Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*",
         "Condition":{"StringEquals":{"k:1":"a"},"StringLike":{"k:2":"b*"}}}]}""";
    Map<String, List<String>> call = Map.of("k:1", List.of(one), "k:2", List.of(other));
    assertThat(allows(policy, call)).isEqualTo(holds);
  }

  /** The characters that wildcards become are no wildcards where a caller sends them. */
  @ParameterizedTest
  @ValueSource(strings = {"\uFFFF", "\uFFFE\uFFFE", "b*", "??"})
  void whatACallSaysIsNoWildcard(String sent) {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*",
         "Resource":"*","Condition":{"StringLike":{"k:1":"${k:2}"}}}]}""";
    assertThat(allows(policy, Map.of("k:1", List.of("ab"), "k:2", List.of("ab")))).isTrue();
    assertThat(allows(policy, Map.of("k:1", List.of("ab"), "k:2", List.of(sent)))).isFalse();
  }

  private static boolean allows(String policy, String key, String actual) {
    Map<String, List<String>> call = new HashMap<>();
    if (!actual.equals("-")) {
      call.put(key.toLowerCase(Locale.ROOT), List.of(actual.split(";")));
    }
    return allows(policy, call);
  }

  private static boolean allows(String policy, Map<String, List<String>> call) {
    Principal bob = Principal.of("arn:aws:iam::" + ACCOUNT + ":user/team/bob").orElseThrow();
    ConditionContext context = key -> call.getOrDefault(key, bob.values(key));
    AccessRequest access = new AccessRequest(bob, "kms:Encrypt", KEY, ACCOUNT, context);
    return Verdict.onKey(access, Policy.ofKey(policy), List.of(), () -> false) == Verdict.ALLOWED;
  }

  private static String array(String values) {
    return Arrays.stream(values.split(";")).map(one -> '"' + one + '"').toList().toString();
  }
}
