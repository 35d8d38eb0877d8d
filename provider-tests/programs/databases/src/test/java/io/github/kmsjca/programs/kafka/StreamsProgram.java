package io.github.kmsjca.programs.kafka;

import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import javax.crypto.SecretKey;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * Encrypts the values of one topic into another; its arguments: the properties of its clients, a
 * new name, and the aliases of a good key and of one that KMS refuses.
 */
public final class StreamsProgram {
  private static final int VALUES = 200;

  private final Properties properties;
  private final String from;
  private final String to;

  private StreamsProgram(Properties properties, String name) {
    this.properties = properties;
    this.from = name + "-clear";
    this.to = name + "-sealed";
  }

  public static void main(String[] arguments) throws Exception {
    StreamsProgram program = new StreamsProgram(ClientsProgram.load(arguments[0]), arguments[1]);
    program.produce();
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    Sealed sealed = new Sealed((SecretKey) keys.getKey(arguments[2], null));
    try (KafkaStreams streams = program.streams("sealing", sealed)) {
      streams.start();
      System.out.println("equal as they are: " + program.consume(new StringDeserializer()));
      System.out.println("equal when opened: " + program.consume(sealed.deserializer()));
    }
    Sealed refused = new Sealed((SecretKey) keys.getKey(arguments[3], null));
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    try (KafkaStreams streams = program.streams("refused", refused)) {
      streams.setUncaughtExceptionHandler(
          exception -> {
            failure.complete(exception);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          });
      streams.start();
      failure.get().printStackTrace(System.out);
    }
  }

  private KafkaStreams streams(String name, Sealed sealed) {
    StreamsBuilder builder = new StreamsBuilder();
    // guide: kafka.md
    builder.stream(from, Consumed.with(Serdes.String(), Serdes.String()))
        .to(to, Produced.with(Serdes.String(), sealed));
    // end of guide
    return new KafkaStreams(builder.build(), with("application.id", to + "-" + name));
  }

  private Properties with(String name, String value) {
    Properties all = new Properties();
    all.putAll(properties);
    all.setProperty(name, value);
    return all;
  }

  private void produce() throws Exception {
    try (Admin admin = Admin.create(properties)) {
      admin
          .createTopics(List.of(new NewTopic(from, 1, (short) 1), new NewTopic(to, 1, (short) 1)))
          .all()
          .get();
    }
    StringSerializer strings = new StringSerializer();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(properties, strings, strings)) {
      for (int i = 0; i < VALUES; i++) {
        producer.send(new ProducerRecord<>(from, Integer.toString(i), "value " + i));
      }
    }
  }

  /** How many of the values are what was produced. */
  private int consume(Deserializer<String> values) {
    Properties own = with("group.id", to + "-" + values.hashCode());
    Set<String> equal = new TreeSet<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(own, new StringDeserializer(), values)) {
      consumer.subscribe(List.of(to));
      int read = 0;
      int waited = 0;
      while (read < VALUES && waited < ClientsProgram.PATIENCE) {
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(1));
        waited += records.isEmpty() ? 1 : 0;
        for (ConsumerRecord<String, String> each : records) {
          read++;
          if (each.value().equals("value " + each.key())) {
            equal.add(each.key());
          }
        }
      }
    }
    return equal.size();
  }
}
