package io.github.kmsjca.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kms.KmsClient;

/** Keys that work, and keys that do not. */
class KeysTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static KmsClient admin;

  @BeforeAll
  static void start() {
    admin = kms.sdk();
  }

  @AfterAll
  static void stop() {
    admin.close();
  }

  @BeforeEach
  void forgetCalls() {
    kms.local().calls().clear();
  }

  @AfterEach
  void noFaults() {
    kms.local().faults().clear();
  }

  @Test
  void everySpecSignsAndIsVerified() {
    List<String> aliases = List.copyOf(TestKms.ALIAS_BY_SPEC.values());
    Diagnosis diagnosis = Diagnosis.here(kms, "keys=" + String.join(",", aliases));
    diagnosis.exits(Diagnosis.FINE).says("No problems found.");
    TestKms.ALIAS_BY_SPEC.forEach(
        (spec, alias) ->
            diagnosis.says(
                kms.arn(alias) + ", " + spec + ", SIGN_VERIFY, Enabled, origin AWS_KMS"));
    diagnosis.says("allowed, as dry runs say: Sign, Verify");
    diagnosis.marks("ok", "GetPublicKey", "Sign (SHA384withECDSA)", "verified here");
    kms.assertCalls(aliases.size(), "DescribeKey");
    kms.assertCalls(aliases.size(), "GetPublicKey");
    kms.assertCalls(aliases.size(), "Sign");
    kms.assertCalls(0, "Verify");
    kms.assertCalls(0, "ListAliases");
  }

  @Test
  void verificationIsAsConfigured() {
    Diagnosis.here(kms, "keys=rsa-2048;verify=kms")
        .exits(Diagnosis.FINE)
        .marks("ok", "verified by KMS");
    kms.assertCalls(1, "Verify");
  }

  @Test
  void makesNoSignatureIfNotWanted() {
    String argument = Diagnosis.argument(kms, "keys=rsa-2048;selfSigned=true");
    Diagnosis.here("doctor", "--no-sign", argument)
        .exits(Diagnosis.FINE)
        .says("allowed, as dry runs say: Sign, Verify")
        .marks("ok", "no signature made");
    kms.assertCalls(0, "Sign");
  }

  @Test
  void unknownKey() {
    Diagnosis.here(kms, "keys=absent,rsa-2048")
        .exits(Diagnosis.PROBLEMS)
        .marks(
            "FAIL",
            "alias/absent",
            "there is no such key or alias",
            "NotFoundException, request id",
            "Check the name, the Region and the account")
        .marks("ok", "Sign (SHA256withRSA)")
        .says("1 problem, 0 warnings.");
  }

  @Test
  void disabledKey() {
    String arn = kms.create("disabled", "RSA_2048", "SIGN_VERIFY");
    admin.disableKey(r -> r.keyId(arn));
    Diagnosis.here(kms, "keys=disabled")
        .exits(Diagnosis.PROBLEMS)
        .says(arn + ", RSA_2048, SIGN_VERIFY, Disabled")
        .marks("FAIL", "the key is disabled", "DisabledException", "Enable it");
    admin.deleteAlias(r -> r.aliasName("alias/disabled"));
  }

  @Test
  void keyPendingDeletion() {
    String arn = kms.create("going", "RSA_2048", "SIGN_VERIFY");
    admin.scheduleKeyDeletion(r -> r.keyId(arn).pendingWindowInDays(7));
    Diagnosis.here(kms, "keys=" + arn)
        .exits(Diagnosis.PROBLEMS)
        .says("PendingDeletion until 20")
        .marks("FAIL", "pending deletion", "Cancel its deletion");
    admin.deleteAlias(r -> r.aliasName("alias/going"));
  }

  @Test
  void keyThatAgrees() {
    kms.create("agrees", "ECC_NIST_P256", "KEY_AGREEMENT");
    Diagnosis.here(kms, "keys=agrees")
        .exits(Diagnosis.FINE)
        .marks("ok", "GetPublicKey", "DeriveSharedSecret (ECDH)");
    kms.local().calls().clear();
    Diagnosis.here("doctor", "--no-sign", Diagnosis.argument(kms, "keys=agrees"))
        .exits(Diagnosis.FINE)
        .marks("ok", "no secret derived");
    kms.assertCalls(0, "DeriveSharedSecret");
    admin.deleteAlias(r -> r.aliasName("alias/agrees"));
  }

  @Test
  void describeKeyIsNotNeeded() {
    kms.local().faults().always("DescribeKey", Fault.accessDenied());
    Diagnosis.here(kms, "keys=rsa-2048")
        .exits(Diagnosis.FINE)
        .marks("note", "DescribeKey was denied")
        .marks("ok", "Sign (SHA256withRSA)");
  }

  @Test
  void signIsDenied() {
    kms.local().faults().always("Sign", Fault.accessDenied());
    Diagnosis.here(kms, "keys=rsa-2048")
        .exits(Diagnosis.PROBLEMS)
        .marks(
            "FAIL", "KMS Sign with key " + kms.arn("rsa-2048"), "access was denied", "Grant the");
  }

  @Test
  void throttled() {
    kms.local().faults().always("GetPublicKey", Fault.throttle());
    Diagnosis.here(kms, "keys=rsa-2048")
        .exits(Diagnosis.PROBLEMS)
        .marks("FAIL", "KMS GetPublicKey", "throttled", "2 attempts", "maxAttempts=");
  }

  @Test
  void answerForAnotherKey() {
    kms.local().faults().always("Sign", Fault.wrongKeyId(kms.arn("rsa-3072")));
    Diagnosis.here(kms, "keys=rsa-2048")
        .exits(Diagnosis.PROBLEMS)
        .marks("FAIL", "KMS answered for another key than the one asked for");
  }

  @Test
  void unreachableKmsIsTriedOnce() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    String endpoint = "endpoint=http://127.0.0.1:" + closed;
    Diagnosis.here("doctor", endpoint + ";region=us-east-1;maxAttempts=1;keys=one,two")
        .exits(Diagnosis.PROBLEMS)
        .marks("FAIL", "alias/one", "KMS could not be reached", "Check the network")
        .says("Connection refused")
        .says("alias/two  not tried, for the same reason as above");
  }

  @Test
  void keysOfTheAccountAreBounded() {
    Diagnosis.here(kms, "")
        .exits(Diagnosis.FINE)
        .says("aliases listed: 12, of which at most 10 are tried");
    kms.assertCalls(1, "ListAliases");
    kms.assertCalls(10, "GetPublicKey");
    kms.assertCalls(0, "Sign"); // nobody named them
    assertThat(kms.local().calls().count("Sign")).isZero(); // and so there is no dry run either
  }

  @Test
  void whatNobodyNamedIsNoProblem() {
    String arn = kms.create("a-disabled", "RSA_2048", "SIGN_VERIFY");
    admin.disableKey(r -> r.keyId(arn));
    Diagnosis.here("doctor", "--no-sign", Diagnosis.argument(kms, ""))
        .exits(Diagnosis.FINE)
        .marks("WARN", "the key cannot be used while it is Disabled");
    kms.local()
        .faults()
        .always("GetPublicKey", Fault.error(400, "DisabledException", arn + " is disabled."));
    Diagnosis.here("doctor", "--no-sign", Diagnosis.argument(kms, ""))
        .exits(Diagnosis.FINE)
        .marks("WARN", "alias/a-disabled", "the key is disabled");
    kms.local().faults().clear();
    admin.deleteAlias(r -> r.aliasName("alias/a-disabled"));
  }

  @Test
  void listingIsDenied() {
    kms.local().faults().always("ListAliases", Fault.accessDenied());
    Diagnosis diagnosis =
        Diagnosis.here(kms, "")
            .exits(Diagnosis.FINE)
            .marks("note", "KMS ListAliases failed: access was denied")
            .marks("WARN", "there is no key that could be tried");
    assertThat(diagnosis.report()).contains("0 problems, 1 warning.");
  }
}
