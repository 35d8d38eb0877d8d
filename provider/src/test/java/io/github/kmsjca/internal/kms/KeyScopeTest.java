package io.github.kmsjca.internal.kms;

import static io.github.kmsjca.internal.kms.KeyScope.Verdict.IN;
import static io.github.kmsjca.internal.kms.KeyScope.Verdict.NEEDS_KEYS;
import static io.github.kmsjca.internal.kms.KeyScope.Verdict.NEEDS_OWN_ACCOUNT;
import static io.github.kmsjca.internal.kms.KeyScope.Verdict.OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.ConfigurationArgument;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class KeyScopeTest {
  private static final KeyArn OWN = arn("111111111111", "own");
  private static final KeyArn OTHER = arn("222222222222", "other");
  private static final KeyName WEB = KeyName.parse("web");

  private static KeyArn arn(String account, String id) {
    return KeyArn.parse("arn:aws:kms:eu-west-1:" + account + ":key/" + id);
  }

  private static KeyScope scope(String argument) throws ConfigurationException {
    return new KeyScope(
        Configuration.load(ConfigurationArgument.parse(argument), new Properties()));
  }

  @Test
  void byDefaultTheCallersOwnAccount() throws Exception {
    KeyScope scope = scope("fips=false");
    assertThat(scope.verdict(WEB)).isEqualTo(IN);
    assertThat(scope.verdict(KeyName.of(OWN))).isEqualTo(NEEDS_OWN_ACCOUNT);
    scope.learn(WEB, OWN);
    assertThat(scope.verdict(KeyName.of(OWN))).isEqualTo(IN);
    assertThat(scope.verdict(KeyName.of(OTHER))).isEqualTo(OUT);
  }

  @Test
  void anAnswerAboutAnArnSaysNothingAboutTheCaller() throws Exception {
    KeyScope scope = scope("fips=false");
    scope.learn(KeyName.of(OTHER), OTHER);
    assertThat(scope.verdict(KeyName.of(OTHER))).isEqualTo(NEEDS_OWN_ACCOUNT);
  }

  @Test
  void accountsAreExactlyThoseListed() throws Exception {
    KeyScope scope = scope("accounts=222222222222");
    assertThat(scope.verdict(KeyName.of(OTHER))).isEqualTo(IN);
    assertThat(scope.verdict(KeyName.of(OWN))).isEqualTo(OUT);
    assertThat(scope.verdict(WEB)).isEqualTo(IN);
    assertThat(scope.permitsResolved(OWN)).isFalse();
  }

  @Test
  void keysAreExactlyThoseListedByNameOrByWhatTheNameMeans() throws Exception {
    KeyScope scope = scope("keys=web," + OTHER);
    assertThat(scope.verdict(WEB)).isEqualTo(IN);
    assertThat(scope.verdict(KeyName.parse("mail"))).isEqualTo(OUT);
    assertThat(scope.verdict(KeyName.of(OTHER))).isEqualTo(IN);
    assertThat(scope.verdict(KeyName.of(OWN))).isEqualTo(NEEDS_KEYS);
    assertThat(scope.unresolvedKeys()).containsExactly(WEB);
    scope.learn(WEB, OWN);
    assertThat(scope.verdict(KeyName.of(OWN))).isEqualTo(IN);
    assertThat(scope.verdict(KeyName.of(arn("111111111111", "third")))).isEqualTo(OUT);
  }

  @Test
  void anUnlistedNameDoesNotWidenTheScope() throws Exception {
    KeyScope scope = scope("keys=web");
    scope.learn(KeyName.parse("mail"), OTHER);
    assertThat(scope.verdict(KeyName.of(OTHER))).isEqualTo(NEEDS_KEYS);
    scope.learn(WEB, OWN);
    assertThat(scope.verdict(KeyName.of(OTHER))).isEqualTo(OUT);
  }
}
