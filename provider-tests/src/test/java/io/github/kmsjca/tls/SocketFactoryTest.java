package io.github.kmsjca.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.KmsSslSocketFactory;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.TlsPeer;
import io.github.kmsjca.testkit.TlsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The factory by itself: what it costs, and each way to a socket. */
@ResourceLock(ProviderPlace.LOCK)
class SocketFactoryTest {
  private static final String INSTANCE = "Sockets";

  @TempDir static Path dir;

  private static KmsIdentities identities;
  private static TlsServer server;

  @BeforeAll
  static void start() throws Exception {
    identities = new KmsIdentities();
    for (String name : List.of("one", "two")) {
      new KeyStoreText()
          .key(name, identities.createCertified(name, "ECC_NIST_P256"))
          .trusted("ca", identities.ca().certificate())
          .write(dir.resolve(name + ".kms"));
    }
    server =
        TlsServer.start(
            TlsPeer.of(identities.ca().softwareIdentity("server"), "PKIX", identities.ca())
                .newContext());
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    identities.close();
  }

  @AfterEach
  void end() {
    if (Security.getProvider(INSTANCE) instanceof KmsProvider provider) {
      provider.close();
    }
    identities.kms().local().calls().clear();
  }

  /** One instance for all of them, since it is none of its settings. */
  private static String settings(String file) {
    return "name="
        + INSTANCE
        + "; trust=true; region="
        + TestKms.REGION
        + "; endpoint="
        + identities.kms().endpoint()
        + "; certificates="
        + dir.resolve(file);
  }

  @Test
  void thereIsNoCallBeforeAHandshake() throws Exception {
    identities.kms().local().calls().clear();
    KmsSslSocketFactory factory = new KmsSslSocketFactory(settings("one.kms"));
    assertThat(Security.getProvider(INSTANCE)).isNull();
    factory.createSocket().close();
    assertThat(factory.getSupportedCipherSuites()).contains(factory.getDefaultCipherSuites());
    assertThat(identities.kms().local().calls().all()).isEmpty();
  }

  /** A factory for each connection, as some drivers make them. */
  @Test
  void factoriesOfOneArgumentShareWhatIsKnownOfTheKey() throws Exception {
    identities.kms().local().calls().clear();
    for (int i = 0; i < 3; i++) {
      assertThat(caller(Way.NAME, new KmsSslSocketFactory(settings("one.kms"))))
          .isEqualTo("CN=one");
    }
    identities.kms().assertCalls(1, "GetPublicKey");
    assertThat(caller(Way.NAME, new KmsSslSocketFactory(settings("two.kms")))).isEqualTo("CN=two");
    identities.kms().assertCalls(2, "GetPublicKey");
  }

  @ParameterizedTest
  @EnumSource
  void everyWayToASocket(Way way) throws Exception {
    assertThat(caller(way, new KmsSslSocketFactory(settings("one.kms")))).isEqualTo("CN=one");
  }

  /** What is still at hand needs no file: so it shows what is not. */
  @Test
  void ofArgumentsWithoutEndOnlyTheLastAreKept() throws Exception {
    for (int i = 0; i <= 100; i++) {
      Path file = Files.copy(dir.resolve("one.kms"), dir.resolve("copy-" + i + ".kms"));
      new KmsSslSocketFactory(settings(file.getFileName().toString())).createSocket().close();
      Files.delete(file);
    }
    new KmsSslSocketFactory(settings("copy-1.kms")).createSocket().close();
    assertThatThrownBy(() -> new KmsSslSocketFactory(settings("copy-0.kms")).createSocket())
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("copy-0.kms");
  }

  @Test
  void aClosedProviderIsReplaced() throws Exception {
    KmsSslSocketFactory factory = new KmsSslSocketFactory(settings("one.kms"));
    assertThat(caller(Way.NAME, factory)).isEqualTo("CN=one");
    Provider before = Security.getProvider(INSTANCE);
    ((KmsProvider) before).close();
    assertThat(caller(Way.NAME, factory)).isEqualTo("CN=one");
    assertThat(Security.getProvider(INSTANCE)).isNotNull().isNotSameAs(before);
  }

  @Test
  void anInstanceThatIsRegisteredServesIfItsSettingsAreTheSame() throws Exception {
    Provider registered = identities.kms().provider("name", INSTANCE, "trust", "true");
    ProviderPlace.FIRST.with(
        registered,
        () -> {
          assertThat(caller(Way.NAME, new KmsSslSocketFactory(settings("one.kms"))))
              .isEqualTo("CN=one");
          assertThat(Security.getProviders()[0]).isSameAs(registered);
          assertThatThrownBy(
                  () -> new KmsSslSocketFactory(settings("one.kms;maxAttempts=7")).createSocket())
              .isInstanceOf(SSLException.class)
              .hasMessageContaining("with other settings than those of argument: maxAttempts.");
        });
  }

  @Test
  void aMistakeSaysWhatIsWrongAndIsNotKept() throws Exception {
    Path late = dir.resolve("late.kms");
    KmsSslSocketFactory factory = new KmsSslSocketFactory(settings("late.kms"));
    assertThatThrownBy(factory::createSocket)
        .isInstanceOf(SSLException.class)
        .hasMessageContaining(late.toString());
    assertThatThrownBy(factory::getDefaultCipherSuites)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(late.toString());
    Files.copy(dir.resolve("one.kms"), late);
    assertThat(caller(Way.NAME, factory)).isEqualTo("CN=one");
  }

  @Test
  void withoutAnyFileItSaysWhereToNameOne() {
    assertThatThrownBy(
            () ->
                new KmsSslSocketFactory("name=" + INSTANCE + ";region=" + TestKms.REGION)
                    .createSocket())
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("or by the setting certificates of provider " + INSTANCE);
  }

  /** Who a server that wants to know sees. */
  private static String caller(Way way, SocketFactory factory) throws Exception {
    try (SSLSocket socket = (SSLSocket) way.connect((KmsSslSocketFactory) factory, server.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write("\r\n".getBytes(US_ASCII));
      socket.getInputStream().readAllBytes();
    }
    return server.next().established().getPeerPrincipal().getName();
  }

  /** The methods of a factory that connect, or are given what is connected. */
  private enum Way {
    NAME {
      @Override
      Socket connect(KmsSslSocketFactory factory, int port) throws IOException {
        return factory.createSocket("localhost", port);
      }
    },
    NAME_FROM {
      @Override
      Socket connect(KmsSslSocketFactory factory, int port) throws IOException {
        return factory.createSocket("localhost", port, InetAddress.getLoopbackAddress(), 0);
      }
    },
    ADDRESS {
      @Override
      Socket connect(KmsSslSocketFactory factory, int port) throws IOException {
        return factory.createSocket(InetAddress.getLoopbackAddress(), port);
      }
    },
    ADDRESS_FROM {
      @Override
      Socket connect(KmsSslSocketFactory factory, int port) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return factory.createSocket(loopback, port, loopback, 0);
      }
    },
    UNCONNECTED {
      @Override
      Socket connect(KmsSslSocketFactory factory, int port) throws IOException {
        Socket socket = factory.createSocket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
      }
    },
    LAYERED {
      @Override
      Socket connect(KmsSslSocketFactory factory, int port) throws IOException {
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
        return factory.createSocket(plain, "localhost", port, true);
      }
    };

    abstract Socket connect(KmsSslSocketFactory factory, int port) throws IOException;
  }
}
