package io.github.kmsjca.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.localkms.Call;
import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.tools.ToolKey.Source;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

/** A tool that works with one entry of the account pays for that one, whatever else is there. */
class OneEntryTest {
  private static final int ALIASES_OF_A_KEY = 50; // KMS permits no more
  private static final String ENTRY = ToolKey.P256.alias(Source.NONE);
  @TempDir static Path dir;
  private static ToolSetting setting;
  private static int aliases;

  @BeforeAll
  static void start() throws Exception {
    setting = new ToolSetting(dir);
    aliases = TestKms.ALIAS_BY_SPEC.size() + ToolKey.values().length;
  }

  @AfterAll
  static void stop() {
    setting.close();
  }

  private static void fill(int size) {
    String key = "";
    for (int made = 0; aliases < size; made++, aliases++) {
      if (made % ALIASES_OF_A_KEY == 0) {
        key = setting.kms().local().createKey(TestKms.REGION, "ECC_NIST_P256", "SIGN_VERIFY");
      }
      setting.kms().local().createAlias(TestKms.REGION, "alias/more/" + aliases, key);
    }
    setting.kms().local().calls().clear();
  }

  /** Those that every account has, {@code alias/aws/...}, are listed as well. */
  private static long listed(int size) {
    try (KmsClient admin = setting.kms().sdk()) {
      return size
          + admin.listAliasesPaginator().aliases().stream()
              .filter(alias -> alias.aliasName().startsWith("alias/aws/"))
              .count();
    }
  }

  private static String run(String tool, String... arguments) throws Exception {
    Command.Result result = setting.run(tool, setting.files().arguments(Source.NONE, arguments));
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output();
  }

  private static void assertOnly(long signs, long lists) {
    List<Call> calls = setting.kms().local().calls().all();
    setting.kms().assertCalls(1, "GetPublicKey");
    setting.kms().assertCalls(signs, "Sign");
    setting.kms().assertCalls(lists, "ListAliases");
    assertThat(calls).hasSize((int) (1 + signs + lists));
    assertThat(calls)
        .filteredOn(call -> !call.operation().equals("ListAliases"))
        .extracting(Call::keyId)
        .as("of that key alone")
        .containsOnly("alias/" + ENTRY, setting.kms().arn(ENTRY));
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 10_000})
  void oneEntry(int size) throws Exception {
    fill(size);
    long listed = listed(size);
    setting.kms().local().calls().clear();
    String signed = dir.resolve("signed-" + size + ".jar").toString();
    assertThat(run("jarsigner", "-signedjar", signed, setting.files().jar().toString(), ENTRY))
        .contains("jar signed.");
    assertOnly(2, (listed + 99) / 100); // signed are a certificate and the jar
    setting.kms().local().calls().clear();
    assertThat(run("keytool", "-list", "-alias", ENTRY)).contains("PrivateKeyEntry");
    assertOnly(1, 0);
  }

  /** It asks what kind of key each is; nothing is signed for that. */
  @Test
  void theWholeList() throws Exception {
    setting.kms().local().calls().clear();
    assertThat(run("keytool", "-list")).contains(ENTRY + ", ").contains("PrivateKeyEntry");
    setting.kms().assertCalls(0, "Sign");
  }
}
