package io.github.kmsjca.programs.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.File;

/** Lettuce; its arguments: the port of the server, and keystore files. */
public final class LettuceProgram {
  private LettuceProgram() {}

  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    RedisClient client =
        RedisClient.create(
            RedisURI.builder().withHost("localhost").withPort(port).withSsl(true).build());
    for (int i = 1; i < arguments.length; i++) {
      File file = new File(arguments[i]);
      // guide: databases.md
      SslOptions tls =
          SslOptions.builder()
              .jdkSslProvider()
              .keyStoreType("AWSKMS-PKCS12")
              .keystore(file, new char[0])
              .trustManager(new File("ca.pem"))
              .build();
      // end of guide
      client.setOptions(ClientOptions.builder().sslOptions(tls).build());
      try (StatefulRedisConnection<String, String> connection = client.connect()) {
        System.out.println("the answer: " + connection.sync().ping());
      } catch (RuntimeException e) {
        e.printStackTrace(System.out);
      }
    }
    client.shutdown();
  }
}
