package io.github.kmsjca.programs.pki;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time-stamping authority (RFC 3161), made with bcpkix, whose key is in KMS. */
@SuppressWarnings("JavaUtilDate") // as Bouncy Castle has it
final class TimeStampServer implements AutoCloseable {
  private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.2.3.4.1");

  private final HttpServer server;
  private final AtomicLong serials = new AtomicLong();
  private final PrivateKey key;
  private final X509Certificate certificate;

  TimeStampServer(PrivateKey key, X509Certificate certificate) throws IOException {
    this.key = key;
    this.certificate = certificate;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] response = stamp(exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
      exchange.sendResponseHeaders(200, response.length);
      exchange.getResponseBody().write(response);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** The answer to a request. */
  byte[] stamp(byte[] request) throws Exception {
    // guide: documents.md
    DigestCalculator sha256 =
        new JcaDigestCalculatorProviderBuilder()
            .build()
            .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256));
    TimeStampTokenGenerator tokens =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withRSA", key, certificate),
            sha256,
            POLICY);
    tokens.addCertificates(new JcaCertStore(List.of(certificate)));
    byte[] response =
        new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
            .generateGrantedResponse(
                new TimeStampRequest(request),
                BigInteger.valueOf(serials.incrementAndGet()),
                new Date()) // 1 Sign
            .getEncoded();
    // end of guide
    return response;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
