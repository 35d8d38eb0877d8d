package io.github.kmsjca.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.testkit.EngineHandshake;
import io.github.kmsjca.testkit.Handshake;
import io.github.kmsjca.testkit.MutualHttps;
import io.github.kmsjca.testkit.TlsTerms;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import javax.net.ssl.SSLContext;

/** The ways in which Java programs speak TLS. */
enum TlsTransport {
  SOCKET {
    @Override
    Handshake.Outcome handshake(SSLContext server, SSLContext client, TlsTerms terms)
        throws Exception {
      return Handshake.run(server, client, terms);
    }
  },
  ENGINE {
    @Override
    Handshake.Outcome handshake(SSLContext server, SSLContext client, TlsTerms terms)
        throws Exception {
      return EngineHandshake.run(server, client, terms);
    }
  },
  HTTP_CLIENT {
    @Override
    Handshake.Outcome handshake(SSLContext server, SSLContext client, TlsTerms terms)
        throws Exception {
      try (MutualHttps https = MutualHttps.start(server)) {
        HttpResponse<String> response =
            HttpClient.newBuilder()
                .sslContext(client)
                .sslParameters(terms.apply(client.getDefaultSSLParameters()))
                .build()
                .send(HttpRequest.newBuilder(https.uri()).build(), BodyHandlers.ofString());
        assertEquals(200, response.statusCode());
        return new Handshake.Outcome(
            new Handshake.End(https.lastSession(), null),
            new Handshake.End(response.sslSession().orElseThrow(), null));
      }
    }
  };

  /** A full handshake; the client insists on the terms. */
  abstract Handshake.Outcome handshake(SSLContext server, SSLContext client, TlsTerms terms)
      throws Exception;
}
