package io.github.kmsjca.doctor;

import io.github.kmsjca.internal.doctor.Main;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.testkit.FakeSts;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.TestKeys;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose credentials are used, without a word of what is secret in them. */
class CredentialsTest {
  private static final String ID = "AKIATESTOFDOCTOR7Q2Z";
  private static final String SECRET = "a/secret+of-the-test0123456789ABCDEFGHIJ";
  private static final String TOKEN = "a+session/token-of-the-test==";
  private static final String PASSWORD = "pass-word-in-a-url";

  @TempDir static Path dir;

  private static LocalKms kms;
  private static Path noFile;

  @BeforeAll
  static void start() throws Exception {
    kms =
        LocalKms.builder()
            .keyMaterial(TestKeys.seeded())
            .credentials(ID, SECRET, "111122223333")
            .start();
    kms.createAlias(
        TestKms.REGION, "alias/web", kms.createKey(TestKms.REGION, "RSA_2048", "SIGN_VERIFY"));
    noFile = Files.writeString(dir.resolve("empty"), "");
  }

  @AfterAll
  static void stop() {
    kms.close();
  }

  /** A JVM that finds nothing but what a test gives it. */
  private static ForkedJvm jvm() {
    return new ForkedJvm(Main.class)
        .environment("AWS_CONFIG_FILE", noFile.toString())
        .environment("AWS_SHARED_CREDENTIALS_FILE", noFile.toString())
        .environment("AWS_EC2_METADATA_DISABLED", "true");
  }

  private static Diagnosis run(ForkedJvm jvm, String settings) throws Exception {
    return Diagnosis.of(jvm, "doctor", settings).saysNot(SECRET, TOKEN, PASSWORD);
  }

  private static String endpoint() {
    return "endpoint=" + kms.endpoint() + ";";
  }

  @Test
  void environment() throws Exception {
    run(
            jvm()
                .environment("AWS_ACCESS_KEY_ID", ID)
                .environment("AWS_SECRET_ACCESS_KEY", SECRET)
                .environment("AWS_SESSION_TOKEN", TOKEN)
                .environment("AWS_ACCOUNT_ID", "111122223333")
                .environment("AWS_REGION", TestKms.REGION)
                .environment(
                    "AWS_ENDPOINT_URL_KMS",
                    kms.endpoint().toString().replace("//", "//user:" + PASSWORD + "@")),
            "keys=web")
        .exits(Diagnosis.FINE)
        .marks("ok", "region", TestKms.REGION + "  (environment variable AWS_REGION)")
        .marks("ok", "endpoint", kms.endpoint() + "  (environment variable AWS_ENDPOINT_URL_KMS)")
        .marks("ok", "credentials", "from environment variables")
        .says(
            "access key id ..." + ID.substring(16) + ", with a session token, account 111122223333")
        .saysNot(ID);
  }

  @Test
  void profile() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("config"),
            """
            [profile other]
            region = %s
            endpoint_url = %s
            aws_access_key_id = %s
            aws_secret_access_key = %s
            """
                .formatted(TestKms.REGION, kms.endpoint(), ID, SECRET));
    run(jvm().environment("AWS_CONFIG_FILE", file.toString()), "keys=web;profile=other")
        .exits(Diagnosis.FINE)
        .marks("ok", "region", "(profile 'other')")
        .marks("ok", "endpoint", kms.endpoint() + "  (profile 'other')")
        .marks("ok", "credentials", "from profile 'other'");
  }

  @Test
  void webIdentity() throws Exception {
    Path token = Files.writeString(dir.resolve("token"), TOKEN);
    try (FakeSts sts = FakeSts.start()) {
      run(
              jvm()
                  .environment("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString())
                  .environment("AWS_ROLE_ARN", "arn:aws:iam::000000000000:role/web")
                  .environment("AWS_ENDPOINT_URL_STS", sts.endpoint().toString()),
              endpoint() + "region=us-east-1;keys=absent")
          .exits(Diagnosis.PROBLEMS)
          .marks("ok", "credentials", "web identity")
          .says("they expire at 2099-01-01T00:00:00Z")
          .saysNot("a-session-token")
          .marks("FAIL", "alias/absent", "there is no such key or alias");
    }
  }

  @Test
  void none() throws Exception {
    run(jvm().environment("AWS_DEFAULT_REGION", TestKms.REGION), endpoint() + "keys=web")
        .exits(Diagnosis.PROBLEMS)
        .marks("WARN", "region", "none found")
        .says("the SDK for Java does not read AWS_DEFAULT_REGION")
        .marks("FAIL", "credentials", "none found")
        .says("EnvironmentVariableCredentialsProvider: Unable to load credentials")
        .says("InstanceProfileCredentialsProvider: IMDS credentials have been disabled")
        .says("-> Configure them as for any AWS SDK, or set profile=")
        .marks("FAIL", "alias/web", "no Region could be found");
  }

  @Test
  void wrongSecret() throws Exception {
    run(
            jvm()
                .environment("AWS_ACCESS_KEY_ID", ID)
                .environment("AWS_SECRET_ACCESS_KEY", "another" + SECRET),
            endpoint() + "region=us-east-1;keys=web,mail")
        .exits(Diagnosis.PROBLEMS)
        .marks("FAIL", "alias/web", "credentials were not accepted", "the machine's clock")
        .says("alias/mail  not tried");
  }
}
