package io.github.kmsjca.samples.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.samples.files.Options.Mode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static Options parse(String line) throws UsageException {
    return Options.parse(line.isEmpty() ? new String[0] : line.split(" ", -1));
  }

  @Test
  void everythingAtOnce() throws UsageException {
    Options options =
        parse("encrypt a --key vault --context k=v --output out --context k2=v=w --force -- b -c");
    assertEquals(Mode.ENCRYPT, options.mode());
    assertEquals("vault", options.key());
    assertEquals(Map.of("k", "v", "k2", "v=w"), options.context());
    assertEquals(List.of("a", "b", "-c"), options.inputs());
    assertEquals("out", options.output());
    assertTrue(options.force());
    assertFalse(options.stream());
  }

  @Test
  void streaming() throws UsageException {
    assertTrue(parse("decrypt --key k --stream -").stream());
    assertTrue(parse("decrypt --key k --stream a.encrypted --output -").stream());
  }

  @ParameterizedTest
  @CsvSource({
    "'', no command",
    "sign --key k a, no command sign",
    "encrypt a, --key is missing",
    "encrypt --key k, no input",
    "encrypt a --key, --key lacks its value",
    "encrypt --key k --key l a, --key stands there twice",
    "encrypt --key k a --output b --output c, --output stands there twice",
    "encrypt --key k --context kv a, name=value",
    "encrypt --key k --context =v a, name=value",
    "encrypt --key k --context k= a, name=value",
    "encrypt --key k --context k=v --context k=w a, two values for k",
    "encrypt --key k --recursive a, no option --recursive",
    "encrypt --key k -r a, no option -r",
    "encrypt --key k - a, '''-'' takes no more than one'",
    "encrypt --key k a b --output -, '''-'' takes no more than one'",
    "encrypt --key k - --stream, --stream is for decryption",
    "decrypt --key k a --stream, --stream is for decryption to standard output"
  })
  void makesNoSense(String line, String why) {
    UsageException e = assertThrowsExactly(UsageException.class, () -> parse(line));
    assertThat(e).hasMessageContaining(why);
  }

  @Test
  void helpIsAskedForAnywhere() {
    assertTrue(Options.asksForHelp(new String[] {"encrypt", "--help"}));
    assertFalse(Options.asksForHelp(new String[] {"encrypt"}));
  }
}
