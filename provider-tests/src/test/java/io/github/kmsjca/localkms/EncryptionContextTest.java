package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.localkms.internal.crypto.EncryptionContext;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The encoding of contexts: what would collide under a careless one. */
final class EncryptionContextTest {

  @Test
  void noTwoContextsHaveTheSameEncoding() {
    List<Map<String, String>> contexts =
        List.of(
            Map.of(),
            Map.of("", ""),
            Map.of("a", ""),
            Map.of("", "a"),
            Map.of("a", "b"),
            Map.of("ab", ""),
            Map.of("", "ab"),
            Map.of("a", "b", "c", "d"),
            Map.of("a", "bcd"),
            Map.of("a", "d", "c", "b"),
            Map.of("a", "b\0\0\0\1c\0\0\0\1d"),
            Map.of("a", "b,c=d"),
            Map.of("a", "?"),
            Map.of("a", "\ud83d\udd11"),
            Map.of("a", "\ufffd"),
            Map.of("\u00e4", "x"),
            Map.of("a\u0308", "x"));
    Set<ByteBuffer> encodings = new HashSet<>();
    contexts.forEach(context -> encodings.add(ByteBuffer.wrap(encoded(context))));
    assertThat(encodings).hasSameSizeAs(contexts);
  }

  @Test
  void whatIsNoUnicodeIsRefused() {
    for (String text : List.of("\ud83d", "\udd11", "\udd11\ud83d", "x\ud83dx")) {
      assertThatThrownBy(() -> encoded(Map.of("a", text)))
          .hasMessage("SerializationException: EncryptionContext is not valid Unicode.");
      assertThatThrownBy(() -> encoded(Map.of(text, "a"))).hasMessageStartingWith("Serialization");
    }
  }

  private static byte[] encoded(Map<String, String> context) {
    return EncryptionContext.encoded("EncryptionContext", new TreeMap<>(context));
  }
}
