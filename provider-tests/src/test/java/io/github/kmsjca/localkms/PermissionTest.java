package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

/** A local KMS with principals of several kinds in two accounts. */
abstract class PermissionTest extends KmsTest {
  static final String OTHER_ACCOUNT = "222222222222";
  static final String ALICE = "arn:aws:iam::000000000000:user/alice";
  static final String SESSION = "arn:aws:sts::000000000000:assumed-role/Worker/job-1";
  static final String ROLE = "arn:aws:iam::000000000000:role/Worker";
  static final String ANN = "arn:aws:iam::222222222222:user/ann";
  static final String TEXT_OF_NOTHING_MORE =
      "because the resource does not exist in this Region, no resource-based policies allow"
          + " access, or a resource-based policy explicitly denies access";
  private static final String EVERYTHING =
      """
      {"Version":"2012-10-17",
       "Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

  /** A user without policies. */
  final KmsClient alice = client(REGION, "AKIDALICE", "alice");

  /** A session of a role without policies. */
  final KmsClient session = client(REGION, "AKIDWORKER", "worker");

  /** A user of another account, without policies. */
  final KmsClient ann = client(REGION, "AKIDANN", "ann");

  /** The administrator of the other account. */
  final KmsClient stranger = client(REGION, "AKIDSTRANGER", "stranger");

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    return super.configure(builder)
        .credentials("AKIDALICE", "alice")
        .principal("AKIDALICE", ALICE)
        .credentials("AKIDWORKER", "worker")
        .principal("AKIDWORKER", SESSION)
        .credentials("AKIDANN", "ann", OTHER_ACCOUNT)
        .principal("AKIDANN", ANN)
        .credentials("AKIDSTRANGER", "stranger", OTHER_ACCOUNT)
        .principal("AKIDSTRANGER", "arn:aws:iam::222222222222:user/admin", EVERYTHING);
  }

  /** A symmetric key with the default policy and these statements. */
  String key(String... statements) {
    return kms.createKey(r -> r.policy(policy(statements))).keyMetadata().arn();
  }

  static String policy(String... statements) {
    String root = statement("Allow", "{\"AWS\":\"arn:aws:iam::000000000000:root\"}", "kms:*", "");
    return "{\"Version\":\"2012-10-17\",\"Statement\":["
        + String.join(",", root, String.join(",", statements)).replaceAll(",$", "")
        + "]}";
  }

  static String allow(String principal, String action) {
    return statement("Allow", "{\"AWS\":\"" + principal + "\"}", action, "");
  }

  static String allow(String principal, String action, String condition) {
    return statement(
        "Allow", "{\"AWS\":\"" + principal + "\"}", action, ",\"Condition\":" + condition);
  }

  static String deny(String principal, String action) {
    return statement("Deny", "{\"AWS\":\"" + principal + "\"}", action, "");
  }

  private static String statement(
      String effect, String principal, String action, String condition) {
    return """
        {"Effect":"%s","Principal":%s,"Action":"%s","Resource":"*"%s}"""
        .formatted(effect, principal, action, condition);
  }

  static SdkBytes encrypt(KmsClient client, String key) {
    return client
        .encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x")))
        .ciphertextBlob();
  }

  static void assertDenied(ThrowingCallable call, String arn, String action, String reason) {
    assertThat(refusal(call, "AccessDeniedException").awsErrorDetails().errorMessage())
        .startsWith("User: " + arn + " is not authorized to perform: " + action + " on resource: ")
        .endsWith(" " + reason);
  }
}
