package io.github.kmsjca.programs.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Clients that leave TLS to the default SSLContext, one server for each: they would resume each
 * other's sessions.
 */
public final class DefaultContextProgram {
  private DefaultContextProgram() {}

  public static void main(String[] servers) throws Exception {
    System.out.println("java.net.http: " + javaNetHttp(URI.create(servers[0])));
    System.out.println("HttpsURLConnection: " + httpsUrlConnection(URI.create(servers[1])));
    System.out.println("HttpClient 5: " + apacheHttpClient(URI.create(servers[2])));
  }

  private static String javaNetHttp(URI server) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(server).build(), BodyHandlers.ofString())
        .body();
  }

  private static String httpsUrlConnection(URI server) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) server.toURL().openConnection();
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String apacheHttpClient(URI server) throws Exception {
    try (CloseableHttpClient client = HttpClients.createSystem()) {
      return client.execute(
          new HttpGet(server), response -> EntityUtils.toString(response.getEntity()));
    }
  }
}
