package io.github.kmsjca.programs.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.Load;
import io.github.kmsjca.programs.Program;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.programs.Renewal;
import io.github.kmsjca.programs.RunningProgram;
import io.github.kmsjca.programs.Servers;
import io.github.kmsjca.programs.Visitor;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringBootVersion;

/** The application of the guide as an executable jar, which is configured by its properties. */
class SpringBootIT {
  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  private static final boolean BOOT_3 = SpringBootVersion.getVersion().startsWith("3.");
  private static final Program ROW = BOOT_3 ? Servers.SPRING_BOOT_3 : Servers.SPRING_BOOT_4;

  private static final String GUIDE = "spring-boot.md";

  private static final Map<Installation, BootApplication> SHOPS = new EnumMap<>(Installation.class);

  private static BootApplication shop(Installation way) throws IOException {
    BootApplication shop = SHOPS.get(way);
    if (shop == null) {
      Guide client = Guide.block(GUIDE, "Client certificates", "java");
      if (BOOT_3) {
        client =
            client.with(
                "org.springframework.boot.restclient.autoconfigure.RestClientSsl",
                "org.springframework.boot.autoconfigure.web.client.RestClientSsl");
      }
      shop =
          new FatJar(HOST, way).source("ShopClient", client).type(ShopController.class).packaged();
      SHOPS.put(way, shop);
    }
    return shop;
  }

  /** All that the application has, beside the server's own. */
  private static String client() {
    return withFiles(Guide.block(GUIDE, "Client certificates", "properties", 1))
        + "spring.main.sources="
        + ShopController.class.getName();
  }

  private static String server(String heading) {
    return withFiles(Guide.block(GUIDE, heading, "properties").with("8443", "0"));
  }

  private static String withFiles(Guide properties) {
    return properties.with("/etc/shop", HOST.folder()).text();
  }

  @BeforeEach
  void keyStores() throws Exception {
    HOST.writeKeyStore("app.kms", "ec");
    HOST.writeKeyStore("client.kms", "rsa");
  }

  private static Path authority() {
    return HOST.folder().resolve("ca.pem");
  }

  private static void visit(int port, String protocol) throws Exception {
    Visitor.visit(authority(), port, protocol);
  }

  private static TestKms kms() {
    return HOST.identities().kms();
  }

  /** With the properties of the server, and a key that KMS refuses for a while. */
  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void keyStoreOfTheServer(Installation way) throws Exception {
    try (RunningProgram server =
        shop(way)
            .start(
                server("With one line of code"),
                Guide.block(GUIDE, "When KMS refuses the key", "properties").text(),
                client())) {
      int port = BootApplication.port(server);
      kms().local().calls().clear();
      visit(port, "TLSv1.3");
      visit(port, "TLSv1.2");
      ROW.assertCosts(Calls.madeTo(kms()), 2);
      HOST.whileDisabled(
          "ec",
          () ->
              assertThatThrownBy(() -> visit(port, "TLSv1.3"))
                  .isInstanceOf(SSLHandshakeException.class));
      server.awaitOutput(Pattern.compile("(SignatureException.* is disabled)"));
      visit(port, "TLSv1.3");
    }
  }

  /** The server and a client by bundles, and a new certificate while others come and go. */
  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void bundles(Installation way) throws Exception {
    try (RunningProgram server =
        shop(way)
            .start(
                server("SSL bundles"),
                "spring.ssl.bundle.watch.file.quiet-period=1s",
                withFiles(Guide.block(GUIDE, "Client certificates", "properties")),
                client())) {
      int port = BootApplication.port(server);
      clientCertificate(port);
      renewal(port);
    }
  }

  /** Both sides sign. */
  private static void clientCertificate(int port) throws Exception {
    kms().local().calls().clear();
    assertThat(Visitor.get(authority(), port, "/call?port=" + port)).endsWith("CN=localhost");
    ROW.assertCosts(Calls.madeTo(kms()), 1 + 2);
  }

  /** First for the same key, then for another. */
  private static void renewal(int port) throws Exception {
    Path file = HOST.folder().resolve("app.kms");
    try (Load load = Load.on(port, authority())) {
      for (String key : new String[] {"ec", "rsa"}) {
        Path next = HOST.writeKeyStore("next.kms", key);
        Renewal.SPRING_BOOT.renew(load, file, next, () -> {});
      }
    }
  }

  @Test
  void doesNotStartWithARefusedKey() throws Exception {
    HOST.whileDisabled(
        "ec",
        () -> {
          try (RunningProgram server =
              shop(Installation.usual()).start(server("SSL bundles"), client())) {
            assertThat(server.exitCode()).isNotZero();
            assertThat(server.output()).contains("is disabled", "KeyStore entry 'web'");
          }
        });
  }

  /** Where the guide says that the jar may be as well, and that the line alone is not enough. */
  @Test
  @EnabledIfSystemProperty(named = "soak", matches = "true")
  void otherPlacesOfTheJar() throws Exception {
    BootApplication shop = shop(Installation.LAST_BY_SECURITY_FILE);
    for (BootApplication.Place place : BootApplication.Place.values()) {
      try (RunningProgram server = shop.start(place, server("SSL bundles"), client())) {
        if (place == BootApplication.Place.NOWHERE) {
          assertThat(server.exitCode()).isNotZero();
          assertThat(server.output()).contains("AWSKMS KeyStore not available");
        } else {
          visit(BootApplication.port(server), "TLSv1.3");
        }
      }
    }
  }
}
