package io.github.kmsjca.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
  private final Properties system = new Properties();

  private Configuration load(String argument) throws ConfigurationException {
    return Configuration.load(ConfigurationArgument.parse(argument), system);
  }

  @Test
  void argumentWinsOverInstancePropertyOverCommonProperty() throws Exception {
    system.setProperty("awskms.region", "eu-west-1");
    system.setProperty("awskms.AWSKMS.region", "eu-west-2");
    Configuration fromProperty = Configuration.load(ConfigurationArgument.none(), system);
    assertThat(fromProperty.value(Setting.REGION))
        .contains(new Configuration.Value("eu-west-2", "system property awskms.AWSKMS.region"));
    assertThat(load("region=eu-west-3").text(Setting.REGION)).contains("eu-west-3");
    system.remove("awskms.AWSKMS.region");
    assertThat(load("fips=true").text(Setting.REGION)).contains("eu-west-1");
  }

  @Test
  void aNamedInstanceTakesOnlyItsOwnProperties() throws Exception {
    system.setProperty("awskms.region", "eu-west-1");
    system.setProperty("awskms.Other.endpoint", "http://127.0.0.1:1");
    Configuration other = load("name=Other;fips=true");
    assertThat(other.text(Setting.REGION)).isEmpty();
    assertThat(other.text(Setting.ENDPOINT)).contains("http://127.0.0.1:1");
    assertThat(load("fips=true").text(Setting.ENDPOINT)).isEmpty();
  }

  @Test
  void everyMistakeIsNamedWithItsSourceAndTheValidKeys() {
    system.setProperty("awskms.reigon", "eu-west-1");
    assertThatThrownBy(() -> load("callTimeout=soon;endpoint=ftp://x;nonsense;fips=yes;fips=no"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "unknown key 'reigon' (system property awskms.reigon), did you mean 'region'?")
        .hasMessageContaining("callTimeout='soon' is not a duration such as 500ms")
        .hasMessageContaining("endpoint='ftp://x' is not a http(s) URL (argument)")
        .hasMessageContaining("'nonsense' is not key=value")
        .hasMessageContaining("'fips' is given twice")
        .hasMessageContaining("Valid keys: name, region, regions, endpoint");
  }

  /** With a dot it could be another instance's, but no instance is named like a setting. */
  @Test
  void aMistypedPropertyWithADotIsNamedToo() {
    system.setProperty("awskms.Archive.regoin", "eu-west-1");
    system.setProperty("awskms.datakey.cache", "false");
    system.setProperty("awskms.dataKey.maxAgee", "1m");
    assertThatThrownBy(() -> load("region=eu-west-1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("unknown key 'datakey.cache'")
        .hasMessageContaining("unknown key 'dataKey.maxAgee'")
        .hasMessageNotContaining("regoin");
  }

  @ParameterizedTest
  @CsvSource({
    "Region, region",
    "regoin, region",
    "end-point, endpoint",
    "calltimeout, callTimeout",
    "certificate, certificates",
    "dataKey.maxAgee, dataKey.maxAge",
    "random.reseedInterva, random.reseedInterval"
  })
  void aMistypedKeyIsRecognisedAndTheListOfAllSpared(String typed, String meant) {
    assertThatThrownBy(() -> load(typed + "=x"))
        .hasMessageContaining("did you mean '" + meant + "'?")
        .hasMessageNotContaining("Valid keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"colour", "x", "ab", "credentials", "http"})
  void whatIsLikeNoKeyIsToldAllOfThem(String typed) {
    assertThatThrownBy(() -> load(typed + "=x"))
        .hasMessageNotContaining("did you mean")
        .hasMessageContaining("Valid keys: name, ");
  }

  /** The text of a URL, where people forget the setting it belongs to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user:Passw0rd@proxy:3128",
        "https://user:a/Passw0rd@proxy",
        "user:Passw0rd@proxy:3128",
        "http://user:with blank Passw0rd@proxy",
        "http://user:Passw0rd=x@proxy",
        "keys=a;http://user:Passw0rd@proxy",
        "http://user:Passw0rd=x@proxy;http://user:Passw0rd=y@proxy",
        "http://user:Passw0rd=1@p;http://user:Passw0rd=2@p",
        "regions=eu-west-1;region=http://user:Passw0rd@proxy",
        "endpoint=http://user:Passw0rd@proxy",
        "callTimeout=http://user:Passw0rd@proxy",
        "proxy=user:Passw0rd@proxy"
      })
  void aPasswordIsNotRepeated(String argument) {
    assertThat(ConfigurationArgument.parse(argument).toString()).doesNotContain("Passw0rd");
    assertThatThrownBy(() -> load(argument)).hasMessageNotContaining("Passw0rd");
  }

  @Test
  void aPathWithAnAtSignIsToldAsItIs(@TempDir Path dir) {
    Path file = dir.resolve("kms@prod.properties");
    assertThatThrownBy(() -> load(file.toString())).hasMessageContaining("'" + file + "'");
  }

  @Test
  void readsAPropertiesFile(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("kms.properties");
    Files.writeString(file, "region = eu-central-1\nkeys = web, alias/mail\n");
    Configuration configuration = load(file.toString());
    assertThat(configuration.text(Setting.REGION)).contains("eu-central-1");
    assertThat(configuration.list(Setting.KEYS)).containsExactly("web", "alias/mail");
  }

  @Test
  void anUnreadableFileIsExplained(@TempDir Path dir) throws IOException {
    assertThatThrownBy(() -> load(dir.resolve("absent.properties").toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("absent.properties")
        .hasMessageContaining("there is no such file");
    Path malformed = Files.writeString(dir.resolve("malformed"), "region=\\u12\n");
    assertThatThrownBy(() -> load(malformed.toString())).hasMessageContaining("malformed");
  }

  @ParameterizedTest
  @CsvSource({
    "500ms,PT0.5S",
    "10s,PT10S",
    "5m,PT5M",
    "1h,PT1H",
    "1d,PT24H",
    "PT2M,PT2M",
    "0s,PT0S"
  })
  void durations(String text, Duration expected) throws Exception {
    assertThat(load("reload=" + text).duration(Setting.RELOAD)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT1S", "999999999d", "1", "1y", "PT", " "})
  void badDurations(String text) {
    assertThatThrownBy(() -> load("reload=" + text)).hasMessageContaining("reload=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://", "http://user:secret@host", "kms.example", "http://[", "file:///x"})
  void badEndpoints(String text) {
    assertThatThrownBy(() -> load("endpoint=" + text)).hasMessageContaining("endpoint=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "10001", "many", "1.5"})
  void badCounts(String text) {
    assertThatThrownBy(() -> load("maxAttempts=" + text)).hasMessageContaining("whole number");
  }

  @Test
  void builderSettingsAreAnArgument() throws Exception {
    Configuration built =
        Configuration.load(ConfigurationArgument.of(Map.of("maxAttempts", "7")), system);
    assertThat(built.count(Setting.MAX_ATTEMPTS)).isEqualTo(7);
    assertThat(built.value(Setting.MAX_ATTEMPTS)).contains(new Configuration.Value("7", "builder"));
  }

  @Test
  void aMistakeIsKept() {
    Settings settings = new Settings(ConfigurationArgument.parse("x=y"));
    assertThatThrownBy(settings::get).isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(settings::get).isInstanceOf(ConfigurationException.class);
  }
}
