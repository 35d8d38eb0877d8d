package io.github.kmsjca.programs.crt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Clients;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.programs.MutualTls;
import io.github.kmsjca.programs.Refusal;
import io.github.kmsjca.testkit.MutualHttps;
import io.github.kmsjca.testkit.Pem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.crt.http.HttpClientConnection;
import software.amazon.awssdk.crt.http.HttpClientConnectionManager;
import software.amazon.awssdk.crt.http.HttpClientConnectionManagerOptions;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.crt.http.HttpStream;
import software.amazon.awssdk.crt.http.HttpStreamResponseHandler;
import software.amazon.awssdk.crt.io.ClientBootstrap;
import software.amazon.awssdk.crt.io.EventLoopGroup;
import software.amazon.awssdk.crt.io.HostResolver;
import software.amazon.awssdk.crt.io.SocketOptions;
import software.amazon.awssdk.crt.io.TlsContext;
import software.amazon.awssdk.crt.io.TlsContextCustomKeyOperationOptions;
import software.amazon.awssdk.crt.io.TlsContextOptions;
import software.amazon.awssdk.crt.io.TlsKeyOperationHandler;

/** A native client: it takes no key without bytes, but lets its caller sign. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class AwsCrtTest {
  private static final Logger LOGGER = System.getLogger(AwsCrtTest.class.getName());
  private static final int SECONDS = 60;

  @TempDir static Path folder;

  private static MutualHttps server;

  @BeforeAll
  static void start() throws Exception {
    server = MutualHttps.start(MutualTls.software());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static KeyStore keys(String alias) throws Exception {
    return KeyStore.getInstance(LibraryHost.keyStoreFile(folder, alias).toFile(), new char[0]);
  }

  @Test
  void aKeyStoreIsAskedForTheBytes() throws Exception {
    KeyStore keys = keys("ecc-nist-p256");
    Refusal refusal =
        Refusal.of(
            () -> TlsContextOptions.createWithMtlsJavaKeystore(keys, "ecc-nist-p256", "").close());
    assertThat(refusal.exception())
        .startsWith("java.lang.NullPointerException: byte[] is null")
        .contains("TlsContextOptions.createWithMtlsJavaKeystore");
  }

  private static TlsContextOptions options(String alias) throws Exception {
    KeyStore keys = keys(alias);
    String chain = Pem.certificate(keys.getCertificate(alias).getEncoded());
    PrivateKey key = (PrivateKey) keys.getKey(alias, null);
    // guide: tls-libraries.md
    TlsKeyOperationHandler signer =
        operation ->
            ForkJoinPool.commonPool()
                .execute(
                    () -> {
                      try {
                        Signature signature = Signature.getInstance("NONEwithECDSA");
                        signature.initSign(key);
                        signature.update(operation.getInput()); // it is a digest already
                        operation.complete(signature.sign());
                      } catch (GeneralSecurityException e) {
                        LOGGER.log(
                            Level.WARNING, "the key does not sign", e); // else nobody says why
                        operation.completeExceptionally(e);
                      }
                    });
    TlsContextOptions options =
        TlsContextOptions.createWithMtlsCustomKeyOperations(
            new TlsContextCustomKeyOperationOptions(signer).withCertificateFileContents(chain));
    // end of guide
    return options.withCertificateAuthority(
        Pem.certificate(LibraryHost.identities().ca().certificate().getEncoded()));
  }

  private static String get(URI uri, TlsContextOptions options) throws Exception {
    StringBuilder body = new StringBuilder();
    CompletableFuture<Integer> done = new CompletableFuture<>();
    try (EventLoopGroup loops = new EventLoopGroup(1);
        HostResolver resolver = new HostResolver(loops);
        ClientBootstrap bootstrap = new ClientBootstrap(loops, resolver);
        SocketOptions socket = new SocketOptions();
        TlsContext tls = new TlsContext(options);
        HttpClientConnectionManager connections =
            HttpClientConnectionManager.create(
                new HttpClientConnectionManagerOptions()
                    .withClientBootstrap(bootstrap)
                    .withSocketOptions(socket)
                    .withTlsContext(tls)
                    .withUri(uri));
        HttpClientConnection connection =
            connections.acquireConnection().get(SECONDS, TimeUnit.SECONDS)) {
      HttpHeader[] headers = {new HttpHeader("Host", uri.getHost())};
      try (HttpStream stream =
          connection.makeRequest(
              new HttpRequest("GET", "/", headers, null),
              new HttpStreamResponseHandler() {
                @Override
                public void onResponseHeaders(
                    HttpStream stream, int status, int blockType, HttpHeader[] received) {}

                @Override
                public int onResponseBody(HttpStream stream, byte[] part) {
                  body.append(new String(part, UTF_8));
                  return part.length;
                }

                @Override
                public void onResponseComplete(HttpStream stream, int error) {
                  if (error == CRT.AWS_CRT_SUCCESS) {
                    done.complete(error);
                  } else {
                    done.completeExceptionally(new CrtRuntimeException(error));
                  }
                }
              })) {
        stream.activate();
        done.get(SECONDS, TimeUnit.SECONDS);
      }
      return body.toString();
    }
  }

  @Test
  void itsCallerMaySign() throws Exception {
    try (TlsContextOptions options = options("ecc-nist-p256")) {
      Clients.AWS_CRT.assertCosts(
          LibraryHost.calls(() -> assertThat(get(server.uri(), options)).isEqualTo("CN=Test")), 1);
    }
  }

  @Test
  void aKeyThatIsDisabled() throws Exception {
    try (TlsContextOptions options = options("ecc-nist-p384")) {
      LibraryHost.whileDisabled(
          "ecc-nist-p384",
          () ->
              assertThat(Refusal.of(() -> get(server.uri(), options)).log())
                  .contains("the key does not sign", "is disabled"));
    }
  }
}
