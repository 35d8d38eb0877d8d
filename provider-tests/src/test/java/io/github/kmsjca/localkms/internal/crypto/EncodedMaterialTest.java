package io.github.kmsjca.localkms.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.state.Material;
import io.github.kmsjca.testkit.TestKeys;
import java.security.InvalidKeyException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Key material that goes to disk and comes back. */
final class EncodedMaterialTest {
  private static final byte[] NOTHING = new byte[0];

  private final MaterialFactory factory =
      new MaterialFactory(spec -> TestKeys.seeded().generate(spec.name()), new Randomness(), false);

  @ParameterizedTest
  @EnumSource
  void materialOfEverySpecIsTheSame(KeySpec spec) throws InvalidKeyException {
    Material material = factory.generate(spec);
    EncodedMaterial encoded = EncodedMaterial.of(material);
    Material decoded = encoded.decoded();
    if (material instanceof Material.Secret secret) {
      assertThat(decoded).isEqualTo(secret);
      return;
    }
    Material.Pair before = (Material.Pair) material;
    Material.Pair after = (Material.Pair) decoded;
    assertThat(after.privateKey()).hasSameClassAs(before.privateKey());
    assertThat(after.publicKey()).hasSameClassAs(before.publicKey());
    assertThat(after.privateKey().getEncoded()).isEqualTo(before.privateKey().getEncoded());
    assertThat(after.publicKey().getEncoded()).isEqualTo(before.publicKey().getEncoded());
    assertThat(PrivateKeyEncoding.pkcs8(after.privateKey()))
        .isEqualTo(PrivateKeyEncoding.pkcs8(before.privateKey()));
    assertThat(EncodedMaterial.of(after).kind()).isEqualTo(encoded.kind());
  }

  @Test
  void noMaterialIsTheSame() throws InvalidKeyException {
    assertThat(EncodedMaterial.of(new Material.Absent()).decoded())
        .isEqualTo(new Material.Absent());
  }

  @ParameterizedTest
  @EnumSource(names = {"RSA", "EC", "EDDSA", "CASTLE"})
  void whatIsNoKeyIsRefusedWithoutSayingIt(EncodedMaterial.Kind kind) {
    byte[] junk = new byte[40];
    Arrays.fill(junk, (byte) 0x55);
    assertThatThrownBy(() -> new EncodedMaterial(kind, junk, NOTHING).decoded())
        .isInstanceOf(InvalidKeyException.class)
        .hasMessage("There is no " + kind + " key in it");
  }
}
