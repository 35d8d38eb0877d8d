package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.localkms.internal.state.CustomKeyStore;
import io.github.kmsjca.localkms.internal.state.Grant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What is secret is in no text that a message might quote. */
final class SecretTextsTest {

  @Test
  void aGrantTokenKeepsItsSecret() {
    String text = "111122223333\nkey\ngrant\ns3cret\nsalt";
    Grant.Token token =
        Grant.Token.read(Base64.getEncoder().encodeToString(text.getBytes(UTF_8))).orElseThrow();
    assertThat(token.toString()).contains("key/grant").doesNotContain("s3cret");
  }

  @Test
  void aClusterKeepsItsPassword() {
    CustomKeyStore.Cluster cluster =
        new CustomKeyStore.Cluster("cluster-1", "anchor", "s3cret", "other s3cret");
    assertThat(cluster.toString()).contains("cluster-1").doesNotContain("s3cret");
  }
}
