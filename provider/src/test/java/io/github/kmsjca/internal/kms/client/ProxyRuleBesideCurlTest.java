package io.github.kmsjca.internal.kms.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What curl, as it is on this machine, does with the same environment, and where we differ. */
class ProxyRuleBesideCurlTest {
  private static Listener proxy;
  private static Listener target;

  /** Counts who comes, and sends them away. */
  private static final class Listener implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile int visitors;

    Listener() throws IOException {
      Thread thread = new Thread(this::listen, "listener");
      thread.setDaemon(true);
      thread.start();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread
    private void listen() {
      while (true) {
        try (Socket visitor = socket.accept()) {
          visitors++;
          visitor.getInputStream().read();
        } catch (IOException closed) {
          return;
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Boolean.parseBoolean(System.getenv("CI")) || isCurlThere(), "there is no curl");
    proxy = new Listener();
    target = new Listener();
  }

  private static boolean isCurlThere() throws InterruptedException {
    try {
      return new ProcessBuilder("curl", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (proxy != null) {
      proxy.close();
      target.close();
    }
  }

  /** The last column is what curl does where it is not what we do. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTPS_PROXY=http://P | https://kms.test | proxy |",
        "https_proxy=http://P | https://kms.test | proxy |",
        "https_proxy=P | https://kms.test | proxy |",
        "https_proxy= HTTPS_PROXY=http://P | https://kms.test | proxy |",
        "HTTPS_PROXY=http://P | http://kms.test | direct |",
        "http_proxy=http://P | http://kms.test | proxy |",
        "http_proxy=http://P | https://kms.test | direct |",
        "HTTP_PROXY=http://P | http://kms.test | proxy | direct",
        "HTTP_PROXY=http://P | https://kms.test | direct |",
        "ALL_PROXY=http://P | https://kms.test | proxy |",
        "all_proxy=http://P | http://kms.test | proxy |",
        "HTTPS_PROXY=http://user:p%40ss@P | https://kms.test | proxy |",
        "HTTPS_PROXY=http://P NO_PROXY=kms.test | https://kms.test | direct |",
        "HTTPS_PROXY=http://P no_proxy=test | https://kms.test | direct |",
        "HTTPS_PROXY=http://P NO_PROXY=.test | https://kms.test | direct |",
        "HTTPS_PROXY=http://P NO_PROXY=.kms.test | https://kms.test | direct |",
        "HTTPS_PROXY=http://P NO_PROXY=ms.test | https://kms.test | proxy |",
        "HTTPS_PROXY=http://P NO_PROXY=KMS.test | https://kms.test | direct |",
        "HTTPS_PROXY=http://P NO_PROXY=other,kms.test | https://kms.test | direct |",
        "HTTPS_PROXY=http://P no_proxy=other NO_PROXY=kms.test | https://kms.test | proxy |",
        "HTTPS_PROXY=http://P NO_PROXY=* | https://kms.test | direct |",
        "HTTPS_PROXY=http://P NO_PROXY=kms.test:443 | https://kms.test | direct | proxy",
        "HTTPS_PROXY=http://P NO_PROXY=*.test | https://kms.test | direct | proxy",
        "HTTPS_PROXY=http://P NO_PROXY=192.0.2.1 | https://192.0.2.1 | direct |",
        "HTTPS_PROXY=http://P NO_PROXY=192.0.2.0/24 | https://192.0.2.1 | direct |",
        "HTTPS_PROXY=http://P NO_PROXY=192.0.3.0/24 | https://192.0.2.1 | proxy |",
        "HTTPS_PROXY=http://P NO_PROXY=2.1 | https://192.0.2.1 | proxy |",
        "HTTPS_PROXY=http://P NO_PROXY=2001:db8::1 | https://[2001:db8::1] | direct |",
        "HTTPS_PROXY=http://P | https://127.0.0.1 | direct | proxy",
        "http_proxy=http://P | http://localhost | direct | proxy",
        "http_proxy=http://P | http://[::1] | direct | proxy",
        "HTTPS_PROXY=http://P | https://169.254.169.254 | direct | proxy",
      })
  void sameWay(String environment, String url, String ours, String theirs) throws Exception {
    String[] values =
        environment
            .replace("P ", "127.0.0.1:" + port(proxy) + " ")
            .replaceAll("P$", "127.0.0.1:" + port(proxy))
            .split(" ", -1);
    boolean isProxied = ProxyRuleTest.rule(values).to(URI.create(url)).proxy().isPresent();
    assertThat(isProxied ? "proxy" : "direct").isEqualTo(ours);
    assertThat(curl(url, values)).isEqualTo(theirs == null ? ours : theirs);
  }

  private static int port(Listener listener) {
    return listener.socket.getLocalPort();
  }

  private static String curl(String url, String... environment) throws Exception {
    List<String> command = new ArrayList<>(List.of("curl", "-s", "-o", "-", "--max-time", "20"));
    command.addAll(List.of("--connect-to", "::127.0.0.1:" + port(target), url));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    for (String value : environment) {
      String[] pair = value.split("=", 2);
      builder.environment().put(pair[0], pair[1]);
    }
    int before = proxy.visitors;
    int beforeDirect = target.visitors;
    assertThat(builder.start().waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(proxy.visitors - before + target.visitors - beforeDirect).as(url).isPositive();
    return proxy.visitors > before ? "proxy" : "direct";
  }
}
