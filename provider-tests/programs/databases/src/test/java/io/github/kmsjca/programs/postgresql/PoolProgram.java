package io.github.kmsjca.programs.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A HikariCP pool of ten connections for each URL, and 500 queries on it. */
public final class PoolProgram {
  private static final int CONNECTIONS = 10;
  private static final int QUERIES = 500;

  private PoolProgram() {}

  public static void main(String[] urls) throws SQLException {
    for (String url : urls) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(url);
      config.setMaximumPoolSize(CONNECTIONS);
      try (HikariDataSource pool = new HikariDataSource(config)) {
        fill(pool);
        for (int i = 0; i < QUERIES; i++) {
          query(pool);
        }
        System.out.println(pool.getHikariPoolMXBean().getTotalConnections() + " connections");
      }
    }
  }

  /** Has all of them out at once. */
  private static void fill(HikariDataSource pool) throws SQLException {
    List<Connection> borrowed = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      borrowed.add(pool.getConnection());
    }
    for (Connection connection : borrowed) {
      connection.close();
    }
  }

  private static void query(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select current_user");
    }
  }
}
