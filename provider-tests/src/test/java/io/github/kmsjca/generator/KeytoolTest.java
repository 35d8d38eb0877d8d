package io.github.kmsjca.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.interfaces.ECKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The platform's keytool makes software keys as ever, wherever this provider is registered. */
class KeytoolTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "FIRST, EC, -groupname, secp521r1",
    "LAST, EC, -groupname, secp521r1",
    "FIRST, EC, -keysize, 521",
    "LAST, EC, -keysize, 521",
    "FIRST, Ed25519, ,",
    "LAST, Ed25519, ,"
  })
  void genkeypair(ProviderPlace place, String algorithm, String option, String value)
      throws Exception {
    kms.local().calls().clear();
    Path file = dir.resolve("keys.p12");
    Path security = Files.writeString(dir.resolve("security"), place.securityProperties());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", "web", "-dname", "CN=web"));
    command.addAll(List.of("-keyalg", algorithm));
    command.addAll(option == null ? List.of() : List.of(option, value));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", "changeit"));
    command.addAll(List.of("-J-cp", "-J" + ForkedJvm.home(KmsProvider.class)));
    command.add("-J-Djava.security.properties=" + security);
    command.add("-J-Dawskms.endpoint=" + kms.endpoint());
    Command.Result keytool = Command.run(command);
    assertThat(keytool.exitCode()).as(keytool.output()).isZero();
    KeyStore keys = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
    Key key = keys.getKey("web", "changeit".toCharArray());
    assertThat(key.getEncoded()).isNotEmpty();
    if (key instanceof ECKey ec) {
      assertThat(ec.getParams().getOrder().bitLength()).isEqualTo(521);
    }
    assertThat(kms.local().calls().count()).isZero();
  }
}
