package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line means. */
final class ArgumentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sign=throttle|Sign|us-east-1|throttle, throttle, throttle",
        "Sign=throttle|Verify|us-east-1|pass",
        "*=reset|Verify|us-east-1|reset, reset",
        "Sign=html:407,times=2|Sign|us-east-1|html:407, html:407, pass",
        "Sign@eu-west-1=hang|Sign|eu-west-1|hang, hang",
        "Sign@eu-west-1=hang|Sign|us-east-1|pass",
        "*@eu-west-1=delay:2s,times=1|Sign|eu-west-1|delay:2s, pass",
        "Sign=error:500:X:a=b, c,times=1|Sign|us-east-1|error:500:X:a=b, c; pass",
        "Sign=error:500:X:,times=1|Sign|us-east-1|error:500:X:; pass",
      })
  void aFaultStrikesWhatTheRuleSays(String rule, String operation, String region, String expected) {
    Faults faults = new Faults();
    FaultRule.parse(rule).applyTo(faults);
    List<String> wanted =
        Arrays.asList(Pattern.compile(expected.contains(";") ? "; " : ", ").split(expected));
    assertThat(wanted)
        .allSatisfy(
            fault ->
                assertThat(faults.take(operation, region).name())
                    .isEqualTo(fault.equals("pass") ? "" : fault));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed=7,rate=0.5",
        "rate=0.5,seed=7,region=eu-west-1",
        "seed=-7,rate=1,faults=reset+html:407"
      })
  void chaosIsAsTheRuleSays(String rule) {
    Faults faults = new Faults();
    ChaosRule.parse(rule).applyTo(faults);
    Map.Entry<String, Chaos> chaos = faults.allChaos().entrySet().iterator().next();
    assertThat(chaos.getKey()).isEqualTo(rule.contains("region") ? "eu-west-1" : "");
    assertThat(chaos.getValue().seed()).isEqualTo(rule.contains("-7") ? -7 : 7);
    assertThat(chaos.getValue().rate()).isEqualTo(rule.contains("rate=1") ? 1 : 0.5);
    assertThat(chaos.getValue().faults()).hasSize(rule.contains("faults") ? 2 : 17);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--wrong",
        "--port",
        "--port x",
        "--port 70000",
        "--port=",
        "--log=yes",
        "4599",
        "--clock",
        "--clock tomorrow",
        "--clock frozen:",
        "--clock +soon",
        "--clock 1969-12-31T23:59:59Z",
        "--clock +999999999d",
        "--cors localhost",
        "--cors http://localhost/path",
        "--max-connections 0",
        "--idle-timeout 0s",
        "--read-timeout 2d",
        "--tls --tls-pkcs12 x",
        "--tls-key x",
        "--tls-certificate-out x",
        "--admin-port",
        "--admin-port x",
        "--admin-port -1",
        "--latency 5",
        "--latency -5ms",
        "--latency ms",
        "--consistency-delay -3s",
        "--fault throttle",
        "--fault =throttle",
        "--fault Sign@=throttle",
        "--fault Sign=trottle",
        "--fault Sign=delay:-5ms",
        "--fault Sign=throttle,times=0",
        "--fault Sign=throttle,times=-1",
        "--fault Sign=throttle,times=x",
        "--fault Sing=throttle",
        "--fault Sign@Europe=throttle",
        "--chaos 7",
        "--chaos seed=7",
        "--chaos rate=0.1",
        "--chaos seed=7,rate=2",
        "--chaos seed=7,rate=NaN",
        "--chaos seed=7,rate=-0.1",
        "--chaos seed=1.5,rate=0.1",
        "--chaos seed=7,rate=0.1,seed=8",
        "--chaos seed=7,rate=0.1,kinds=reset",
        "--chaos seed=7,rate=0.1,faults=wreck",
        "--chaos seed=7,rate=0.1,faults=",
        "--chaos seed=7,rate=0.1,region=Europe"
      })
  void whatCannotBeUnderstoodStartsNothing(String arguments) {
    String[] split = Pattern.compile(" ").split(arguments, -1);
    assertThatThrownBy(() -> Arguments.parse(split, Map.of()).start(line -> {}).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).+");
  }

  @Test
  void everythingIsSet() {
    String[] arguments = {
      "--latency",
      "5ms",
      "--fault",
      "Sign=throttle",
      "--fault",
      "Verify@eu-west-1=reset",
      "--chaos",
      "seed=7,rate=0.5",
      "--chaos",
      "seed=8,rate=0.5,region=eu-west-1",
      "--consistency-delay",
      "3s",
      "--clock=frozen:2030-01-01T00:00:00Z",
      "--admin-port",
      "0"
    };
    try (LocalKms kms = Arguments.parse(arguments, Map.of()).start(line -> {})) {
      assertThat(kms.admin()).isPresent();
      assertThat(kms.clock().instant()).isEqualTo("2030-01-01T00:00:00Z");
      assertThat(kms.clock().isFrozen()).isTrue();
      assertThat(kms.faults().allChaos()).containsOnlyKeys("", "eu-west-1");
      assertThat(kms.faults().take("Sign", "us-east-1").name()).isEqualTo("throttle");
      assertThat(kms.faults().take("Verify", "eu-west-1").name()).isEqualTo("reset");
    }
  }

  @Test
  void theHelpNamesEverything() {
    String help = Usage.text();
    for (FaultKind kind : FaultKind.values()) {
      assertThat(help).contains("  " + kind.form() + " ").contains(kind.help());
    }
    for (Fault fault : Chaos.USUAL) {
      assertThat(help).contains(" " + fault);
    }
    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
    assertThat(Arguments.parse(new String[] {"--help", "--wrong"}, Map.of()).help()).isTrue();
  }

  @Test
  void theHelpExplainsEachOptionOnceAndNoneThatIsNotAccepted() {
    String help = Usage.text();
    for (Option option : Option.values()) {
      assertThat(help.lines().filter(line -> line.startsWith("  " + option.form() + "  ")))
          .as(option.form())
          .hasSize(1);
    }
    Matcher named = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]*").matcher(help);
    assertThat(named.results().map(MatchResult::group).distinct())
        .containsAll(Arrays.stream(Option.values()).map(Option::typed).toList())
        .filteredOn(typed -> Option.of(typed).isEmpty())
        .containsOnly("--cacert"); // curl's
  }

  @ParameterizedTest
  @EnumSource(Option.class)
  void eachOptionIsAccepted(Option option) {
    String value =
        switch (option) {
          case PORT, ADMIN_PORT -> "0";
          case HOST -> "localhost";
          case CORS -> "http://localhost:5173";
          case MAX_CONNECTIONS -> "7";
          case IDLE_TIMEOUT, READ_TIMEOUT, LATENCY, CONSISTENCY_DELAY -> "5ms";
          case TLS, LOG, HELP -> "";
          case TLS_CERTIFICATE_OUT, TLS_CERTIFICATE, TLS_KEY, TLS_PKCS12, CREDENTIALS_FILE ->
              "no-such-file";
          case ACCESS_KEY -> "AKID:secret:111122223333";
          case CLOCK -> "+30d";
          case FAULT -> "Sign=throttle";
          case CHAOS -> "seed=7,rate=0.02";
        };
    String[] apart = {option.typed(), value};
    String[] together = {option.hasValue() ? option.typed() + "=" + value : option.typed()};
    for (String[] arguments : List.of(option.hasValue() ? apart : together, together)) {
      if (value.equals("no-such-file")) {
        assertThatThrownBy(() -> Arguments.parse(arguments, Map.of()))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageMatching("(?s).*(no-such-file|need each other|goes with|password).*");
      } else {
        assertThat(Arguments.parse(arguments, Map.of()).help()).isEqualTo(option == Option.HELP);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0ms, 0ms",
    "1500ms, 1500ms",
    "2000ms, 2s",
    "120s, 2m",
    "60m, 1h",
    "24h, 24h",
    "2d, 48h"
  })
  void durationsReadAndShow(String text, String shown) {
    assertThat(Durations.text(Durations.parse(text))).isEqualTo(shown);
  }
}
