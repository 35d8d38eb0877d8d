package io.github.kmsjca.programs.redis;

import java.io.File;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;

/** Jedis; its arguments: the port of the server, and keystore files. */
public final class JedisProgram {
  private JedisProgram() {}

  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      File file = new File(arguments[i]);
      char[] password = "changeit".toCharArray();
      // guide: databases.md
      SslOptions tls =
          SslOptions.builder()
              .keyStoreType("AWSKMS")
              .keystore(file, new char[0])
              .trustStoreType("PKCS12")
              .truststore(new File("trust.p12"), password)
              .build();
      DefaultJedisClientConfig config =
          DefaultJedisClientConfig.builder().ssl(true).sslOptions(tls).build();
      // end of guide
      try (RedisClient client =
          RedisClient.builder().hostAndPort("localhost", port).clientConfig(config).build()) {
        System.out.println("the answer: " + client.ping());
      } catch (RuntimeException e) {
        e.printStackTrace(System.out);
      }
    }
  }
}
